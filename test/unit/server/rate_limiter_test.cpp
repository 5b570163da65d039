#include "runtime/src/server/rate_limiter.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

using namespace std::chrono_literals;
using vgen::parse_rate_limit;
using vgen::RateLimit;
using vgen::server::RateLimiter;

namespace {

/// A limiter with a clock of its own.
struct Limited {
  RateLimiter limiter{};
  RateLimiter::Time now{};
  RateLimit limit{};

  std::chrono::nanoseconds take(const std::string& client = "a") {
    return limiter.take(limit, client, now);
  }
  int taken(const std::string& client = "a") {
    int count = 0;
    while (count < 1'000'000 && take(client).count() == 0) ++count;
    return count;
  }
};

}  // namespace

TEST_CASE("rate limit: a bucket has its burst, and is filled again", "[server]") {
  Limited limited{.limit = {.requests = 10, .per = 1s, .burst = 5}};
  CHECK(limited.taken() == 5);
  CHECK(limited.take() == 100ms);
  limited.now += 40ms;
  CHECK(limited.take() == 60ms);
  limited.now += 60ms;
  CHECK(limited.taken() == 1);
  limited.now += 300ms;
  CHECK(limited.taken() == 3);
  limited.now += 1h;
  CHECK(limited.taken() == 5);
}

TEST_CASE("rate limit: without a burst it is the number of requests", "[server]") {
  Limited limited{.limit = {.requests = 3, .per = 1min}};
  CHECK(limited.taken() == 3);
  CHECK(limited.take() == 20s);
}

TEST_CASE("rate limit: one request at a time", "[server]") {
  Limited limited{.limit = {.requests = 1, .per = 1s}};
  CHECK(limited.taken() == 1);
  CHECK(limited.take() == 1s);
}

TEST_CASE("rate limit: each client has its own bucket", "[server]") {
  Limited limited{.limit = {.requests = 2}};
  CHECK(limited.taken("a") == 2);
  CHECK(limited.taken("b") == 2);
  CHECK(limited.taken("") == 2);
}

TEST_CASE("rate limit: numbers at their ends", "[server]") {
  Limited limited{.limit = {.requests = 1, .per = 24h, .burst = 4'294'967'295U}};
  CHECK(limited.take() == 0ns);
  limited.limit = {.requests = 4'294'967'295U, .per = 1s};
  CHECK(limited.take("b") == 0ns);
}

TEST_CASE("rate limit: many clients need no more memory, and one that is known stays", "[server]") {
  Limited limited{.limit = {.requests = 1, .per = 1h}};
  CHECK(limited.taken("victim") == 1);
  for (int i = 0; i < 1000; ++i) CHECK(limited.take(std::to_string(i)) == 0ns);
  CHECK(limited.taken("victim") == 0);
  // Buckets that are full again give up their places.
  limited.now += 1h;
  for (std::size_t i = 0; i < 4 * RateLimiter::places; ++i) {
    limited.now += 1ms;
    static_cast<void>(limited.take(std::to_string(i)));
  }
  CHECK(limited.take("last") == 0ns);
}

TEST_CASE("rate limit: its text", "[server]") {
  CHECK(parse_rate_limit("100/s") == RateLimit{.requests = 100, .per = 1s});
  CHECK(parse_rate_limit("600/min") == RateLimit{.requests = 600, .per = 1min});
  CHECK(parse_rate_limit("600/m") == RateLimit{.requests = 600, .per = 1min});
  CHECK(parse_rate_limit("5/h:50") == RateLimit{.requests = 5, .per = 1h, .burst = 50});
  CHECK(parse_rate_limit("7/d") == RateLimit{.requests = 7, .per = 24h});
  for (const char* const wrong : {"", "100", "0/s", "-1/s", "/s", "1/", "1/x", "1/s:", "1/s:0",
                                  "1/s:x", "1/s:5x", "1 /s", "1/ss", "99999999999/s", "1.5/s"})
    CHECK_FALSE(parse_rate_limit(wrong));
}
