#include <vgen/core/timer_queue.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace vgen {
namespace {

using std::chrono::seconds;

TimerQueue::Time at(int second) {
  return TimerQueue::Time(seconds(second));
}

TEST_CASE("timers: in the order of their times, and of one time in the order of adding",
          "[schedule]") {
  TimerQueue timers;
  std::string calls;
  timers.add(at(3), [&] { calls += 'c'; });
  timers.add(at(1), [&] { calls += 'a'; });
  timers.add(at(3), [&] { calls += 'd'; });
  timers.add(at(2), [&] { calls += 'b'; });
  CHECK(timers.next() == at(1));
  timers.run_due(at(2));
  CHECK(calls == "ab");
  timers.run_due(at(9));
  CHECK(calls == "abcd");
  CHECK(timers.next() == std::nullopt);
}

TEST_CASE("timers: one that is cancelled is not called, and next forgets it", "[schedule]") {
  TimerQueue timers;
  std::string calls;
  const TimerQueue::Id first = timers.add(at(1), [&] { calls += 'a'; });
  const TimerQueue::Id last = timers.add(at(2), [&] { calls += 'b'; });
  timers.cancel(first);
  timers.cancel(first);
  CHECK(timers.next() == at(2));
  timers.run_due(at(5));
  timers.cancel(last);
  CHECK(calls == "b");
}

TEST_CASE("timers: one may add and cancel others", "[schedule]") {
  TimerQueue timers;
  std::string calls;
  const TimerQueue::Id victim = timers.add(at(4), [&] { calls += 'x'; });
  timers.add(at(1), [&] {
    calls += 'a';
    timers.cancel(victim);
    timers.add(at(2), [&] { calls += 'b'; });
    timers.add(at(9), [&] { calls += 'c'; });
  });
  timers.run_due(at(5));
  CHECK(calls == "ab");
  CHECK(timers.next() == at(9));
}

TEST_CASE("timers: the owner hears of an earlier next", "[schedule]") {
  TimerQueue timers;
  int changes = 0;
  timers.on_change([&] { ++changes; });
  timers.add(at(5), [] {});
  timers.add(at(7), [] {});
  CHECK(changes == 1);
  timers.add(at(2), [] {});
  CHECK(changes == 2);
}

}  // namespace
}  // namespace vgen
