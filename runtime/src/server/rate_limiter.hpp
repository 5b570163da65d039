/// Counts the requests of each client.
#pragma once

#include <vgen/server/rate_limit.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

namespace vgen::server {

/// Token buckets of many clients in a fixed amount of memory, 1 MiB. Any thread may use it.
///
/// A bucket is one time: the one at which it will be full again (the generic cell rate algorithm).
/// A full bucket needs no memory, so its place goes to another client. If no bucket of a set is
/// full, that with the most tokens gives up its place.
class RateLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  RateLimiter();

  /// Takes one token of the client from its bucket. `client`: any text that names it; the same
  /// client may have several buckets with different texts. Returns 0 if there was a token, else the
  /// time until there is one.
  [[nodiscard]] std::chrono::nanoseconds take(const RateLimit& limit, std::string_view client,
                                              Time now);

  static constexpr std::size_t places = 64 * 1024;

 private:
  static constexpr std::size_t ways = 8;
  static constexpr std::size_t sets = places / ways;
  static constexpr std::size_t locks = 64;

  struct Bucket {
    std::uint64_t client = 0;  ///< A hash; 0 means that the place is free.
    Time full{};
  };
  using Set = std::array<Bucket, ways>;

  [[nodiscard]] std::uint64_t hash(std::string_view client) const noexcept;
  [[nodiscard]] static Bucket& bucket_of(Set& set, std::uint64_t client) noexcept;

  const std::uint64_t seed_;  ///< So that nobody can choose clients of one set.
  std::vector<Set> sets_;
  std::array<std::mutex, locks> mutexes_;
};

}  // namespace vgen::server
