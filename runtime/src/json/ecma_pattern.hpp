/// Translates regular expressions of ECMA-262 (2023, section 22.2, with the `u` flag) to RE2.
#pragma once

#include <string>
#include <string_view>

namespace vgen::json::detail {

/// Translates the syntax that differs. RE2 refuses the syntax that neither knows. Returns the
/// reason if the translation is not possible; otherwise an empty text.
std::string translate_ecma_pattern(std::string_view expression, std::string& translated);

}  // namespace vgen::json::detail
