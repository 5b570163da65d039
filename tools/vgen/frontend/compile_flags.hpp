#pragma once

#include "tools/vgen/support/result.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::frontend {

/// Flags that say what is included and defined. Their value is joined to them or is the next
/// argument.
inline constexpr std::array<std::string_view, 6> flags_with_value = {"-I", "-isystem", "-iquote",
                                                                     "-D", "-U",       "-include"};

/// The command line for clang: of the author's flags those that say what is included and defined,
/// then our own. Other flags of the compiler (`-fanalyzer`, `-march`) are left out, as clang
/// refuses what it does not know.
std::vector<std::string> clang_arguments(const std::vector<std::string>& flags);

/// The flag that asks for a standard before C++20; empty if there is none. The last flag counts.
std::string_view outdated_standard(const std::vector<std::string>& flags);

/// The flag for clang's own headers, from `VGEN_RESOURCE_DIR`; none if it is not set.
Result<std::vector<std::string>> resource_flags();

/// The flag for GCC's copy of the compiler's headers, for use if clang's own are missing; none if
/// GCC is missing too.
std::vector<std::string> gcc_header_flags();

}  // namespace vgen::tool::frontend
