#pragma once

#include "tools/vgen/support/result.hpp"

#include <string>
#include <vector>

namespace vgen::tool::frontend {

/// The command line for clang: the author's flags for includes and definitions, then our own. Other
/// compiler flags (`-fanalyzer`, `-march`) are left out, because clang refuses unknown flags.
std::vector<std::string> clang_arguments(const std::vector<std::string>& flags);

/// The flag for clang's own headers, from `VGEN_RESOURCE_DIR`; none if it is not set.
Result<std::vector<std::string>> resource_flags();

/// The flag for GCC's copy of the compiler's headers, for use if clang's own are missing; none if
/// GCC is missing too.
std::vector<std::string> gcc_header_flags();

}  // namespace vgen::tool::frontend
