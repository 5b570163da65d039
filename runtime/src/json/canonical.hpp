/// Equality of JSON values by their texts, as JSON Schema defines it (2020-12 core, section 4.2.2).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vgen::json::detail {

/// Finds the first two equal items of an array, given as valid text with its brackets. 1 and 1.0
/// are equal, and so are objects whose members have another order.
bool find_equal_items(std::string_view array, std::size_t& first, std::size_t& second);

/// A text that is the same for equal values. `json`: one valid value.
std::string canonical(std::string_view json);

}  // namespace vgen::json::detail
