/// Percent-encoding (RFC 3986, section 2.1).
#pragma once

#include <string>
#include <string_view>

namespace vgen {

/// The meaning of a plus sign: itself in paths, a space in queries
/// (application/x-www-form-urlencoded).
enum class Plus : unsigned char { itself, space };

/// Whether decoding would change anything.
[[nodiscard]] bool needs_decoding(std::string_view text, Plus plus = Plus::itself) noexcept;
/// Appends the decoded text to `out`. Returns false at a percent sign without two hexadecimal
/// digits; `out` then holds the text before it.
bool percent_decode(std::string& out, std::string_view text, Plus plus = Plus::itself);

}  // namespace vgen
