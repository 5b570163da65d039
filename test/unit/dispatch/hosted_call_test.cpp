// The objects of an event, and what a call is without an HTTP request.
#include <vgen/core/request_ids.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/testing/manual_clock.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <cstdint>
#include <stdexcept>
#include <vector>

namespace {

struct Fixture {
  vgen::testing::ManualClock clock;
  vgen::testing::MemoryLog log;
  vgen::RequestIds ids{1};
  vgen::HostedCall call{{.clock = &clock, .log = &log, .ids = &ids}};
};

/// Notes its end.
struct Noted {
  Noted(int id, std::vector<int>& ended) : id_(id), ended_(ended) {
    if (id < 0) throw std::runtime_error("no such object");
  }
  Noted(const Noted&) = delete;
  Noted& operator=(const Noted&) = delete;
  ~Noted() { ended_.push_back(id_); }

 private:
  int id_;
  std::vector<int>& ended_;
};

struct alignas(64) Aligned {
  std::uint8_t bytes[64] = {};
};

bool is_aligned(const void* object, std::size_t align) {
  return reinterpret_cast<std::uintptr_t>(object) % align == 0;
}

}  // namespace

TEST_CASE_METHOD(Fixture, "hosted call: objects are destroyed at the end, last made first",
                 "[dispatch]") {
  std::vector<int> ended;
  call.begin({.method = "GET"});
  for (int id = 1; id <= 10; ++id) call.emplace<Noted>(id, ended);
  CHECK(ended.empty());
  call.end();
  CHECK(ended == std::vector<int>{10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
  call.end();
  CHECK(ended.size() == 10);
}

TEST_CASE_METHOD(Fixture, "hosted call: an object whose constructor throws is not destroyed",
                 "[dispatch]") {
  std::vector<int> ended;
  call.begin({.method = "GET"});
  call.emplace<Noted>(1, ended);
  CHECK_THROWS_AS(call.emplace<Noted>(-1, ended), std::runtime_error);
  call.emplace<Noted>(2, ended);
  CHECK(call.make(vgen::slot_of<Noted>, [](void*) { return false; }) == nullptr);
  call.end();
  CHECK(ended == std::vector<int>{2, 1});
}

TEST_CASE_METHOD(Fixture, "hosted call: objects have the alignment that they need", "[dispatch]") {
  call.begin({.method = "GET"});
  for (int i = 0; i < 20; ++i) {  // more than the arena's own block holds
    CHECK(is_aligned(&call.emplace<char>('x'), alignof(char)));
    CHECK(is_aligned(&call.emplace<Aligned>(), alignof(Aligned)));
    CHECK(is_aligned(&call.emplace<long double>(1.0L), alignof(long double)));
  }
  call.end();
}

namespace {

/// For events whose answer nobody looks at.
struct NoOutlet final : vgen::Outlet {
  vgen::json::Destination begin_value(vgen::HostedCall& /*call*/) override { return {}; }
  void end_value(vgen::HostedCall& /*call*/) override {}
  void nothing(vgen::HostedCall& /*call*/) override {}
  void problem(vgen::HostedCall& /*call*/, vgen::Problem /*problem*/) noexcept override {}
};

}  // namespace

TEST_CASE_METHOD(Fixture, "hosted call: an event without a request has none of another event",
                 "[dispatch]") {
  const vgen::Header headers[] = {{"Cookie", "theme=dark"}};
  NoOutlet outlet;
  call.begin({.method = "GET", .headers = headers, .remote_address = "127.0.0.1"});
  CHECK(call.is_http());
  CHECK(call.cookie("theme") == "dark");
  call.end();

  call.begin(outlet);
  CHECK_FALSE(call.is_http());
  CHECK(call.request().method.empty());
  CHECK(call.header("Cookie") == std::nullopt);
  CHECK(call.cookie("theme") == std::nullopt);
  CHECK(call.remote_address().empty());
  call.set_status(201);
  call.set_header("X-Answer", "42");
  call.add_header("X-Answer", "43");
  CHECK_THROWS_AS(call.set_cookie({.name = "a", .value = "b"}), std::logic_error);
  CHECK_THROWS_AS(call.redirect("/elsewhere"), std::logic_error);
  CHECK_THROWS_AS(call.set_body("text/plain", "x"), std::logic_error);
  call.end();

  call.begin({.method = "GET"});
  CHECK(call.own_status() == 0);
  CHECK(call.response() == vgen::Response{});
  CHECK_NOTHROW(call.set_cookie({.name = "a", .value = "b"}));
  call.end();
}
