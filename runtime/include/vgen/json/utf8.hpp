/// Checks of UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF.
#pragma once

#include <cstddef>
#include <string_view>

namespace vgen::json {

/// Whether a text is valid UTF-8.
[[nodiscard]] bool is_valid_utf8(std::string_view text);
/// The bytes of the longest beginning of a text that is valid UTF-8.
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view text);
/// Whether this text, of less than one character, may become valid UTF-8 when more bytes follow.
/// True for an empty text.
[[nodiscard]] bool may_begin_utf8(std::string_view text);

}  // namespace vgen::json
