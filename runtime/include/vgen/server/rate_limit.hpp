/// How many requests a client may send.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace vgen {

/// A token bucket: a client has `burst` requests, and gets `requests` more in each `per`.
struct RateLimit {
  unsigned requests = 0;                                   ///< 0: no limit.
  std::chrono::nanoseconds per = std::chrono::seconds(1);  ///< More than 0.
  unsigned burst = 0;                                      ///< 0: as many as `requests`.

  [[nodiscard]] bool is_set() const noexcept { return requests != 0; }

  bool operator==(const RateLimit&) const = default;
};

/// "100/s", "600/min", "5000/h", or with a burst: "100/s:500". None for other texts.
[[nodiscard]] std::optional<RateLimit> parse_rate_limit(std::string_view text) noexcept;

}  // namespace vgen
