#include "rate_limiter.hpp"

#include "random_seed.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace vgen {
namespace {

std::optional<unsigned> take_number(std::string_view& text) noexcept {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number == 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::optional<std::chrono::seconds> take_period(std::string_view& text) noexcept {
  constexpr std::pair<std::string_view, std::chrono::seconds> periods[] = {
      {"min", std::chrono::minutes(1)},
      {"m", std::chrono::minutes(1)},
      {"s", std::chrono::seconds(1)},
      {"h", std::chrono::hours(1)},
      {"d", std::chrono::hours(24)}};
  for (const auto& [name, period] : periods) {
    if (!text.starts_with(name)) continue;
    text.remove_prefix(name.size());
    return period;
  }
  return std::nullopt;
}

}  // namespace

std::optional<RateLimit> parse_rate_limit(std::string_view text) noexcept {
  const auto requests = take_number(text);
  if (!requests || !text.starts_with('/')) return std::nullopt;
  text.remove_prefix(1);
  const auto period = take_period(text);
  if (!period) return std::nullopt;
  RateLimit limit{.requests = *requests, .per = *period};
  if (text.empty()) return limit;
  if (!text.starts_with(':')) return std::nullopt;
  text.remove_prefix(1);
  const auto burst = take_number(text);
  if (!burst || !text.empty()) return std::nullopt;
  limit.burst = *burst;
  return limit;
}

namespace server {
namespace {

std::uint64_t rotated(std::uint64_t value, unsigned bits) noexcept {
  return value << bits | value >> (64 - bits);
}

/// SipHash-1-3, so that a hash says nothing of the seed.
class SipHash {
 public:
  explicit SipHash(std::uint64_t seed) noexcept
      : v0_(seed ^ 0x736f6d6570736575U),
        v1_(~seed ^ 0x646f72616e646f6dU),
        v2_(seed ^ 0x6c7967656e657261U),
        v3_(~seed ^ 0x7465646279746573U) {}

  std::uint64_t of(std::string_view text) noexcept {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      word |= std::uint64_t{static_cast<unsigned char>(text[i])} << (i % 8 * 8);
      if (i % 8 == 7) add(std::exchange(word, 0));
    }
    add(word | std::uint64_t{text.size()} << 56U);
    v2_ ^= 0xFFU;
    for (int i = 0; i < 3; ++i) round();
    return v0_ ^ v1_ ^ v2_ ^ v3_;
  }

 private:
  void add(std::uint64_t word) noexcept {
    v3_ ^= word;
    round();
    v0_ ^= word;
  }
  void round() noexcept {
    v0_ += v1_;
    v1_ = rotated(v1_, 13) ^ v0_;
    v0_ = rotated(v0_, 32);
    v2_ += v3_;
    v3_ = rotated(v3_, 16) ^ v2_;
    v0_ += v3_;
    v3_ = rotated(v3_, 21) ^ v0_;
    v2_ += v1_;
    v1_ = rotated(v1_, 17) ^ v2_;
    v2_ = rotated(v2_, 32);
  }

  std::uint64_t v0_;
  std::uint64_t v1_;
  std::uint64_t v2_;
  std::uint64_t v3_;
};

}  // namespace

RateLimiter::RateLimiter() : seed_(random_seed()), sets_(sets) {}

std::uint64_t RateLimiter::hash(std::string_view client) const noexcept {
  return SipHash(seed_).of(client) | 1U;
}

RateLimiter::Bucket& RateLimiter::bucket_of(Set& set, std::uint64_t client) noexcept {
  const auto known = std::ranges::find(set, client, &Bucket::client);
  if (known != set.end()) return *known;
  Bucket& bucket = *std::ranges::min_element(set, {}, &Bucket::full);
  bucket = {.client = client};
  return bucket;
}

std::chrono::nanoseconds RateLimiter::take(const RateLimit& limit, std::string_view client,
                                           Time now) {
  using std::chrono::nanoseconds;
  const auto of_one = std::max<nanoseconds>(limit.per / limit.requests, nanoseconds(1));
  const unsigned burst = limit.burst != 0 ? limit.burst : limit.requests;
  const std::uint64_t key = hash(client);
  const std::size_t index = (key >> 1U) % sets;
  const std::lock_guard lock(mutexes_[index % locks]);
  Bucket& bucket = bucket_of(sets_[index], key);
  const Time full = std::max(bucket.full, now);
  const nanoseconds missing = full - now;  // of a full bucket
  // Longer times are the same for everybody, and must not overflow.
  constexpr double longest = 1e17;
  const nanoseconds most(static_cast<std::int64_t>(
      std::min(static_cast<double>(of_one.count()) * (burst - 1), longest)));
  if (missing > most) return missing - most;
  bucket.full = full + of_one;
  return nanoseconds(0);
}

}  // namespace server
}  // namespace vgen
