#pragma once

#include <cstdint>
#include <optional>
#include <string>

/// Regular expressions (ECMA-262) for rules that formats do not define.
namespace vgen::tool::emit {

/// For a date-time that a time with this many fractional digits can hold. Extra digits must be
/// zeros, and nanoseconds reach from 1678 to 2261.
std::string timestamp_pattern(unsigned fraction_digits);

/// For base64 (RFC 4648, section 4) with padding and without stray bits, so that each text is
/// different bytes.
std::string base64_pattern(const std::optional<std::uint64_t>& size_in_bytes);

}  // namespace vgen::tool::emit
