#include "test/unit/schedule/tick_lock_suite.hpp"

#include <catch2/catch.hpp>

TEST_CASE("tick_lock: the lock in memory does what every lock must", "[schedule]") {
  vgen::MemoryTickLock lock;
  vgen_test::check_tick_lock(lock, lock);
}
