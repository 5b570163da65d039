#pragma once

#include "tools/vgen/frontend/read_context.hpp"

namespace vgen::tool::frontend {

/// A class with its public bases and fields; for an instance of a template, with its arguments put
/// in.
DeclaredRecord read_record(ReadContext& context, const KnownRecord& known);

}  // namespace vgen::tool::frontend
