#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool {

/// The candidate that `name` probably means: the one with the fewest edits, at most a third of its
/// length.
std::optional<std::string> nearest_name(std::string_view name,
                                        const std::vector<std::string>& candidates);

/// A list as a sentence has it: `A`, `A and B`, `A, B and C`.
std::string spoken_list(const std::vector<std::string>& names);

}  // namespace vgen::tool
