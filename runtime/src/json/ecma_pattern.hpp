/// From the regular expressions of ECMA-262 (2023, section 22.2, with the `u` flag) to those of
/// RE2.
#pragma once

#include <string>
#include <string_view>

namespace vgen::json::detail {

/// Translates what the two spell differently. What neither knows is left to RE2 to refuse. Returns
/// why it cannot be done; empty: it is done.
std::string translate_ecma_pattern(std::string_view expression, std::string& translated);

}  // namespace vgen::json::detail
