#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vgen::tool::analysis {

/// Makes a text that a pattern (ECMA-262, without look-around) is meant for, in readable letters
/// where the pattern allows them. `further` is how often a part is repeated beyond its minimum;
/// `branch` is which alternative of each choice is taken, counted around.
///
/// Nothing if the pattern has something that it does not know. The text may still not match, for
/// example because of an anchor within the pattern: check it.
std::optional<std::string> text_for_pattern(std::string_view pattern, std::size_t further,
                                            std::size_t branch);

}  // namespace vgen::tool::analysis
