/// Base64 for URLs, without padding (RFC 4648, section 5).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vgen {

/// The bytes of a text. None if it has padding, foreign characters or bits that no byte has: each
/// sequence of bytes has exactly one text.
[[nodiscard]] std::optional<std::string> base64url_bytes(std::string_view text);

[[nodiscard]] std::string base64url_text(std::string_view bytes);

}  // namespace vgen
