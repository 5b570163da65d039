#pragma once

#include <vgen/client/answer.hpp>

#include <chrono>
#include <optional>

namespace vgen::client::detail {

/// How long to wait before the next attempt; none: there is no further attempt. `attempt` counts
/// from 0. The wait is what the server says (`retry-after-ms`, `Retry-After` in seconds or as a
/// date); otherwise half a second, doubled with each attempt up to 8 s, reduced by `chance` (0 to
/// 1) of a quarter.
[[nodiscard]] std::optional<std::chrono::milliseconds> retry_delay(
    const Outcome& outcome, int attempt, double chance, std::chrono::system_clock::time_point now);

}  // namespace vgen::client::detail
