#pragma once

#include "tools/vgen/frontend/read_context.hpp"

namespace vgen::tool::frontend {

/// A class with its public bases and fields. In an instance of a template, the arguments replace
/// the parameters.
DeclaredRecord read_record(ReadContext& context, const KnownRecord& known);

}  // namespace vgen::tool::frontend
