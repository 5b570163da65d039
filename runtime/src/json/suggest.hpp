/// Proposals for "did you mean".
#pragma once

#include <span>
#include <string_view>

namespace vgen::json::detail {

/// The name that was probably meant: it differs only in case, `_` and `-`, or by one or two edits.
/// Empty if there is none.
[[nodiscard]] std::string_view closest(std::string_view name,
                                       std::span<const std::string_view> names);

}  // namespace vgen::json::detail
