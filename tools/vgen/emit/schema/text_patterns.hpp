#pragma once

#include <cstdint>
#include <optional>
#include <string>

/// Regular expressions (ECMA-262) for what formats leave open.
namespace vgen::tool::emit {

/// Of a date-time that a time of so many fractional digits can hold: further ones are zeros, and
/// nanoseconds reach from 1678 to 2261.
std::string timestamp_pattern(unsigned fraction_digits);

/// Of base64 (RFC 4648, section 4) with padding and without stray bits: each text stands for other
/// bytes.
std::string base64_pattern(const std::optional<std::uint64_t>& size_in_bytes);

}  // namespace vgen::tool::emit
