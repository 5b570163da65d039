#include "test/support/count_allocations.hpp"

#include <vgen/core/request_ids.hpp>
#include <vgen/dispatch/call_pool.hpp>
#include <vgen/testing/manual_clock.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace {

using vgen::CallPool;
using vgen::HostedCall;

struct Fixture {
  vgen::testing::ManualClock clock;
  vgen::testing::MemoryLog log;
  vgen::RequestIds ids{1};
  vgen::CallHost host{.clock = &clock, .log = &log, .ids = &ids};
};

}  // namespace

TEST_CASE_METHOD(Fixture, "call pool: a call that was given back is lent again", "[dispatch]") {
  CallPool pool(host);
  CallPool::Borrowed first = pool.borrow();
  CallPool::Borrowed second = pool.borrow();
  HostedCall* const lent = first.get();
  CHECK(lent != second.get());
  first.reset();
  CHECK(pool.borrow().get() == lent);
}

TEST_CASE_METHOD(Fixture, "call pool: an event takes nothing from the heap", "[dispatch]") {
  CallPool pool(host);
  const auto events = [&pool](int count) {
    for (int i = 0; i < count; ++i) {
      CallPool::Borrowed one = pool.borrow();
      CallPool::Borrowed another = pool.borrow();
      one->begin({.method = "GET"});
      another->begin({.method = "GET"});
    }
  };
  events(2);
  const std::size_t before = vgen_test::allocations();
  events(100);
  CHECK(vgen_test::allocations() == before);
}

TEST_CASE_METHOD(Fixture, "call pool: no more calls are kept than were asked for", "[dispatch]") {
  CallPool pool(host, 1);
  CallPool::Borrowed kept = pool.borrow();
  CallPool::Borrowed dropped = pool.borrow();
  HostedCall* const lent = kept.get();
  kept.reset();
  dropped.reset();
  CallPool::Borrowed again = pool.borrow();
  CHECK(again.get() == lent);
  const std::size_t before = vgen_test::allocations();
  CallPool::Borrowed made = pool.borrow();
  CHECK(vgen_test::allocations() > before);
}

TEST_CASE_METHOD(Fixture, "call pool: the end of a call that is given back ends its event",
                 "[dispatch]") {
  CallPool pool(host);
  bool ended = false;
  CallPool::Borrowed call = pool.borrow();
  call->begin({.method = "GET"});
  call->defer([&ended] { ended = true; });
  call.reset();
  CHECK(ended);
}

TEST_CASE_METHOD(Fixture, "call pool: a large answer leaves no memory behind", "[dispatch]") {
  CallPool pool(host);
  CallPool::Borrowed call = pool.borrow();
  call->begin({.method = "GET"});
  call->response().body.assign(1024 * 1024, 'x');
  call->response().written.reserve(1024 * 1024);
  call.reset();
  CHECK(pool.borrow()->response().body.capacity() < 64 * 1024);
  CHECK(pool.borrow()->response().written.capacity() < 64 * 1024);
}
