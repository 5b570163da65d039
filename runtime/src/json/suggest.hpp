/// "did you mean".
#pragma once

#include <span>
#include <string_view>

namespace vgen::json::detail {

/// The name that was probably meant: the same but for case, `_` and `-`, or one or two slips away.
/// Empty: none is near.
[[nodiscard]] std::string_view closest(std::string_view name,
                                       std::span<const std::string_view> names);

}  // namespace vgen::json::detail
