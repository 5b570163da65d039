#pragma once

#include <string>
#include <vector>

namespace vgen::tool {

/// A rule in Makefile syntax, as Ninja and Make read it: `outputs: inputs`, one input per line.
/// Spaces, `#` and `$` are escaped.
std::string render_depfile(const std::vector<std::string>& outputs,
                           const std::vector<std::string>& inputs);

}  // namespace vgen::tool
