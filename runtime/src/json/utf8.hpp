/// UTF-8 (RFC 3629).
#pragma once

#include <cstddef>
#include <string>

namespace vgen::json::detail {

/// The length of the valid sequence beyond ASCII at `p`; 0 if there is none.
[[nodiscard]] std::size_t utf8_sequence(const char* p, const char* end);

/// The first byte that is not part of a valid sequence (overlong forms, surrogates and what is beyond U+10FFFF are none), or `end`.
[[nodiscard]] const char* find_invalid_utf8(const char* p, const char* end);

/// The code points of valid UTF-8.
[[nodiscard]] std::size_t count_code_points(const char* p, std::size_t size);

/// Writes a code point; returns the end. At most four bytes.
char* put_utf8(char* p, char32_t code_point);

}  // namespace vgen::json::detail
