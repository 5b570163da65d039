/// Dates of header fields (RFC 9110, section 5.6.7).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace vgen {

/// "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::string http_date(std::chrono::sys_seconds time);

/// Reads a date in one of the three forms of the RFC. None for other texts. A year of two digits is
/// from 1970 to 2069.
[[nodiscard]] std::optional<std::chrono::sys_seconds> read_http_date(
    std::string_view text) noexcept;

}  // namespace vgen
