#include "test/unit/schedule/tick_lock_suite.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <thread>

namespace vgen_test {

void check_tick_lock(vgen::TickLock& one, vgen::TickLock& two) {
  using std::chrono::minutes;
  using std::chrono::seconds;
  const std::chrono::sys_seconds noon{seconds(1'767'268'800)};

  // The first claim of a tick wins.
  CHECK(one.claim("purge", noon));
  CHECK_FALSE(two.claim("purge", noon));
  CHECK_FALSE(one.claim("purge", noon));
  // Other ticks and other tasks are not concerned.
  CHECK(two.claim("purge", noon + minutes(1)));
  CHECK(two.claim("report", noon));
  // A server with a slow clock does not run a tick again.
  CHECK_FALSE(one.claim("purge", noon));

  // Of two servers that claim at once, one wins.
  constexpr int ticks = 200;
  std::atomic<int> won = 0;
  const auto claim_all = [&](vgen::TickLock& lock) {
    for (int i = 0; i < ticks; ++i) won += lock.claim("often", noon + seconds(i)) ? 1 : 0;
  };
  std::thread other([&] { claim_all(two); });
  claim_all(one);
  other.join();
  CHECK(won == ticks);

  if (one.remembers()) {
    // A task that was never seen is remembered from then on.
    CHECK(one.last("new", noon) == noon);
    CHECK(two.last("new", noon + minutes(9)) == noon);
    CHECK(two.last("purge", noon + minutes(9)) == noon + minutes(1));
    // A late claim does not move it back.
    CHECK(one.claim("purge", noon - minutes(5)));
    CHECK(one.last("purge", noon) == noon + minutes(1));
  }
}

}  // namespace vgen_test
