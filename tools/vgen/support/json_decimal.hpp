#pragma once

#include <compare>
#include <string_view>

namespace vgen::tool {

/// The order of two numbers, given as JSON texts. Exact for any digits and exponents.
std::strong_ordering compare_numbers(std::string_view left, std::string_view right);

}  // namespace vgen::tool
