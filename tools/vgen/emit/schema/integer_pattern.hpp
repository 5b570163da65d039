#pragma once

#include <cstdint>
#include <string>

namespace vgen::tool::emit {

/// A regular expression (ECMA-262) for exactly the decimal texts of the integers from `lowest` to
/// `highest`, without leading zeros and without `-0`. JSON Schema has no other way to limit a map's
/// keys, which are strings.
std::string integer_pattern(std::int64_t lowest, std::int64_t highest);

/// The same for integers that a signed integer cannot hold.
std::string natural_pattern(std::uint64_t lowest, std::uint64_t highest);

}  // namespace vgen::tool::emit
