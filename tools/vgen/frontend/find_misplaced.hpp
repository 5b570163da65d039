#pragma once

#include "tools/vgen/frontend/read_context.hpp"

#include <vector>

namespace vgen::tool::frontend {

/// The places in a declaration that name a type of wiring (`vgen::HttpRoute`) although vgen reads
/// no wiring there: in a function, a class, a container.
std::vector<SourceRange> find_misplaced_wiring(ReadContext& context, CXCursor declaration);

}  // namespace vgen::tool::frontend
