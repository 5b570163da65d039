// Permissions, middleware and resolvers that are coroutines: their order, and what comes of an
// event that is answered, thrown out of, or asked to end at each of them.
#include "test/support/permission_table.hpp"

#include <vgen/codegen/http.hpp>
#include <vgen/codegen/task.hpp>
#include <vgen/core/request_ids.hpp>
#include <vgen/dispatch/dispatcher.hpp>
#include <vgen/task.hpp>
#include <vgen/testing/manual_clock.hpp>
#include <vgen/testing/memory_log.hpp>

#include "test/support/count_allocations.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace guarded {

namespace asio = boost::asio;

/// What the stages of an event have done, and where it is to do what.
struct Singletons {
  std::string trace{};
  bool tracing = true;

  void note(std::string_view step) {
    if (!tracing) return;
    if (!trace.empty()) trace += ' ';
    trace += step;
  }
};

/// The letters that it holds are allowed.
struct Session {
  std::string rights{};
};

struct Services {
  explicit Services(Singletons& of, vgen::Call& event) : singletons(of), call(event) {
    singletons.note("services");
  }
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

  Singletons& singletons;
  vgen::Call& call;
};

struct In {
  std::string rights{};
};

Singletons* shared = nullptr;  // for middleware, which gets no services

vgen::Task<void> turn(vgen::Call& call) {
  auto token = asio::use_awaitable;
  auto posted = asio::post(call.executor(), token);
  co_await std::move(posted);
}

vgen::Task<void> wait(vgen::Call& call) {
  asio::steady_timer timer(call.executor(), std::chrono::hours(1));
  auto token = asio::use_awaitable;
  auto waiting = timer.async_wait(token);
  co_await std::move(waiting);
}

/// `X-Hold: NAME` suspends the stage of that name until it is asked to end; `X-Throw` throws there.
vgen::Task<void> reach(vgen::Call& call, std::string_view stage) {
  if (call.header("X-Throw") == stage)
    throw vgen::Error(vgen::ErrorKind::too_many_requests, std::string(stage));
  if (call.header("X-Fail") == stage) throw std::runtime_error("secret");
  if (call.header("X-Hold") == stage) {
    auto held = wait(call);
    co_await std::move(held);
  }
  auto turned = turn(call);
  co_await std::move(turned);
}

template <char Letter>
bool may(Services& services, const Session& session) {
  services.singletons.note(std::string("may-") + Letter);
  return session.rights.find(Letter) != std::string::npos;
}
template <char Letter>
vgen::Task<bool> may_later(Services& services, const Session& session) {
  auto reached = reach(services.call, "permission");
  co_await std::move(reached);
  const bool allowed = may<Letter>(services, session);
  co_return allowed;
}
template <char Letter>
bool may_with(Services& services, const In& in, const Session& /*session*/) {
  services.singletons.note(std::string("may-with-") + Letter);
  return in.rights.find(Letter) != std::string::npos;
}
template <char Letter>
vgen::Task<bool> may_with_later(Services& services, const In& in, const Session& session) {
  auto reached = reach(services.call, "permission");
  co_await std::move(reached);
  const bool allowed = may_with<Letter>(services, in, session);
  co_return allowed;
}

vgen::Task<void> around(vgen::Call& call, vgen::Next& next, std::string name) {
  shared->note(name + ">");
  auto before = reach(call, name);
  co_await std::move(before);
  if (call.header("X-Short") == name) {
    call.set_status(202);
    call.set_body("text/plain", "short");
    co_return;
  }
  if (call.header("X-Silent") == name) co_return;
  auto rest = next();
  co_await std::move(rest);
  if (call.header("X-Twice") == name) {
    auto again = next();
    co_await std::move(again);
  }
  shared->note("<" + name + (call.session<Session>() != nullptr ? "*" : ""));
  call.set_header("X-Seen", name);
  if (call.header("X-Change") == name) {
    call.set_status(418);
    call.set_body("text/plain", "changed");
  }
  auto after = reach(call, "after-" + name);
  co_await std::move(after);
}
vgen::Task<void> outer(vgen::Call& call, vgen::Next& next) {
  return around(call, next, "outer");
}
vgen::Task<void> inner(vgen::Call& call, vgen::Next& next) {
  return around(call, next, "inner");
}
vgen::Task<void> quiet(vgen::Call& /*call*/, vgen::Next& next) {
  auto rest = next();
  co_await std::move(rest);
}

std::string echo(Services& services, In in, Session& session) {
  services.singletons.note("function");
  return in.rights + session.rights;
}
vgen::Task<std::string> echo_later(Services& services, In in, Session& session) {
  auto reached = reach(services.call, "function");
  co_await std::move(reached);
  std::string text = echo(services, std::move(in), session);
  co_return text;
}
std::string hello(Services& services) {
  services.singletons.note("function");
  return "hello";
}

void read_rights(vgen::codegen::HttpReader& in, In& value) {
  shared->note("input");
  in.query(vgen::json::required("rights"), value.rights);
}

namespace codegen = vgen::codegen;
using codegen::AllOf;
using codegen::AnyOf;

template <auto Function, const auto& Permissions>
consteval vgen::HttpRow row(std::string_view path) {
  return codegen::http_row<Function, read_rights>(
      {.endpoint = {.name = path, .permissions = Permissions}, .path = path});
}

template <auto... F>
using All = AllOf<F...>;

constexpr auto& both_middlewares = codegen::middleware<outer, inner>;

constexpr vgen::HttpRow rows[] = {
    // The shapes of `permission_shapes`, without coroutines and with them.
    row<echo, codegen::permissions<All<may<'a'>>>>("/sync/a"),
    row<echo, codegen::permissions<All<may<'a'>, may<'b'>>>>("/sync/ab"),
    row<echo, codegen::permissions<AnyOf<All<may<'a'>, may<'b'>>, All<may<'c'>>>>>("/sync/ab-c"),
    row<echo, codegen::permissions<AnyOf<All<may<'a'>, may_with<'x'>>, All<may<'c'>>>>>(
        "/sync/ax-c"),
    row<echo, codegen::permissions<AnyOf<All<may_with<'x'>>, All<may<'a'>, may_with<'y'>>>>>(
        "/sync/x-ay"),
    row<echo, codegen::permissions<All<may<'a'>>, AnyOf<All<may<'b'>>, All<may_with<'x'>>>>>(
        "/sync/a_b-x"),
    row<echo, codegen::permissions<All<may_later<'a'>>>>("/later/a"),
    row<echo, codegen::permissions<All<may_later<'a'>, may<'b'>>>>("/later/ab"),
    row<echo, codegen::permissions<AnyOf<All<may<'a'>, may_later<'b'>>, All<may_later<'c'>>>>>(
        "/later/ab-c"),
    row<echo, codegen::permissions<AnyOf<All<may_later<'a'>, may_with_later<'x'>>, All<may<'c'>>>>>(
        "/later/ax-c"),
    row<echo_later,
        codegen::permissions<AnyOf<All<may_with<'x'>>, All<may_later<'a'>, may_with_later<'y'>>>>>(
        "/later/x-ay"),
    row<echo_later,
        codegen::permissions<All<may_later<'a'>>, AnyOf<All<may<'b'>>, All<may_with_later<'x'>>>>>(
        "/later/a_b-x"),
    // Everything at once.
    codegen::http_row<echo_later, read_rights>(
        {.endpoint = {.name = "all",
                      .permissions = codegen::permissions<All<may_later<'a'>, may_with<'x'>>>,
                      .middleware = both_middlewares},
         .path = "/all"}),
    codegen::http_row<hello>(
        {.endpoint = {.name = "around", .middleware = both_middlewares}, .path = "/around"}),
    codegen::http_row<hello>(
        {.endpoint = {.name = "quiet", .middleware = codegen::middleware<quiet, quiet>},
         .path = "/quiet"}),
    codegen::http_row<echo_later, read_rights>({.endpoint = {.name = "plain"}, .path = "/plain"}),
};

const vgen::ApiDefinition definition{.name = "guarded", .version = "1", .http = rows};

/// `X-Session: RIGHTS`
std::optional<Session> find_session(Singletons& singletons, const vgen::Request& request) {
  singletons.note("session");
  if (const auto rights = request.header("X-Session")) return Session{std::string(*rights)};
  return std::nullopt;
}

vgen::Task<std::optional<Session>> find_session_later(Singletons& singletons,
                                                      const vgen::Request& request) {
  if (request.header("X-Throw") == "session")
    throw vgen::Error(vgen::ErrorKind::unavailable, "no store");
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor, request.header("X-Hold") == "session" ? std::chrono::hours(1)
                                                                           : std::chrono::hours(0));
  auto token = asio::use_awaitable;
  auto waiting = timer.async_wait(token);
  co_await std::move(waiting);
  std::optional<Session> session = find_session(singletons, request);
  co_return session;
}

template <class Resolve>
vgen::Api make(Singletons& singletons, Resolve resolve) {
  shared = &singletons;
  return codegen::make_api<Services, Session>(
      definition, singletons, [](Singletons& of, vgen::Call& call) { return Services(of, call); },
      std::move(resolve));
}

}  // namespace guarded

namespace {

using Headers = std::vector<vgen::Header>;
using vgen::StopReason;

/// Sends requests one by one and may ask a suspended one to end.
class Host : private vgen::Completion {
 public:
  explicit Host(bool later) : dispatcher_(make(later)) {}

  /// Returns the answer as `STATUS TRACE`.
  std::string get(std::string_view target, const Headers& headers = {},
                  std::optional<StopReason> stop = {}) {
    singletons.trace.clear();
    send(target, headers, stop);
    return std::to_string(call_.response().status) + " " + singletons.trace;
  }

  void send(std::string_view target, const Headers& headers, std::optional<StopReason> stop = {}) {
    vgen::Request request{.method = "GET", .headers = headers};
    if (!vgen::set_target(request, target)) throw std::invalid_argument("not a target");
    call_.begin(request);
    done_ = false;
    dispatcher_.find(request, target_);
    if (dispatcher_.handle(target_, call_, *this) == vgen::Progress::finished) return;
    context_.restart();
    while (!done_ && context_.poll_one() != 0) continue;
    if (stop && !done_) call_.request_stop(*stop);
    context_.restart();
    while (!done_ && context_.run_one() != 0) continue;
    if (!done_) throw std::logic_error("the event has not ended");
  }

  [[nodiscard]] std::string body() const {
    const vgen::Response& response = call_.response();
    return response.body + std::string(response.written.text());
  }
  [[nodiscard]] const vgen::Response& response() { return call_.response(); }

  guarded::Singletons singletons;
  vgen::testing::MemoryLog log;

 private:
  vgen::Api make(bool later) {
    return later ? guarded::make(singletons, guarded::find_session_later)
                 : guarded::make(singletons, guarded::find_session);
  }
  void completed(vgen::HostedCall& /*call*/) noexcept override { done_ = true; }

  vgen::testing::ManualClock clock_;
  vgen::RequestIds ids_{1};
  boost::asio::io_context context_{1};
  boost::asio::any_io_executor executor_ = context_.get_executor();
  mutable vgen::HostedCall call_{
      {.clock = &clock_, .log = &log, .ids = &ids_, .executor = &executor_}};
  vgen::Target target_;
  vgen::Dispatcher dispatcher_;
  bool done_ = false;
};

}  // namespace

TEST_CASE("guards: the truth table of permissions", "[dispatch]") {
  for (const bool later_session : {false, true}) {
    Host host(later_session);
    for (const std::string kind : {"sync", "later"}) {
      vgen_test::check_permission_table([&](const vgen_test::PermissionCase& of) {
        const std::string target = "/" + kind + "/" + of.shape + "?rights=" + of.input;
        const std::string answer = host.get(target, {{"X-Session", of.session}});
        return vgen_test::PermissionOutcome{
            .status = host.response().status,
            .input_was_read = answer.find("input") != std::string::npos,
            .function_ran = answer.find("function") != std::string::npos};
      });
    }
  }
}

TEST_CASE("guards: the order of a call", "[dispatch]") {
  for (const bool later : {false, true}) {
    Host host(later);
    CHECK(host.get("/all?rights=x", {{"X-Session", "a"}}) ==
          "200 outer> inner> session services may-a input may-with-x function <inner* <outer*");
    CHECK(host.body() == R"("xa")");
    CHECK(host.response().headers.find("X-Seen") == "outer");
    CHECK(host.get("/all?rights=x", {{"X-Session", "b"}}) ==
          "403 outer> inner> session services may-a <inner* <outer*");
    CHECK(host.response().headers.find("X-Seen") == "outer");
    CHECK(host.get("/all?rights=x") == "401 outer> inner> session <inner <outer");
    CHECK(host.get("/all", {{"X-Session", "a"}}) ==
          "422 outer> inner> session services may-a input <inner* <outer*");
    CHECK(host.get("/all?rights=y", {{"X-Session", "a"}}) ==
          "403 outer> inner> session services may-a input may-with-x <inner* <outer*");
    CHECK(host.get("/around") == "200 outer> inner> services function <inner <outer");
    CHECK(host.get("/all?rights=x", {{"X-Session", "a"}, {"Accept", "text/html"}}) ==
          "406 outer> inner> session services may-a <inner* <outer*");
    CHECK(host.log.lines().empty());
  }
}

TEST_CASE("guards: a middleware answers instead, or changes the answer", "[dispatch]") {
  Host host(false);
  CHECK(host.get("/around", {{"X-Short", "inner"}}) == "202 outer> inner> <outer");
  CHECK(host.body() == "short");
  CHECK(host.get("/around", {{"X-Short", "outer"}}) == "202 outer>");
  CHECK(host.body() == "short");
  CHECK(host.get("/around", {{"X-Change", "outer"}}) ==
        "418 outer> inner> services function <inner <outer");
  CHECK(host.body() == "changed");
  CHECK(host.get("/all", {{"X-Change", "inner"}}) == "418 outer> inner> session <inner <outer");
  CHECK(host.body() == "changed");
  CHECK(host.log.lines().empty());
}

TEST_CASE("guards: a middleware that neither answers nor calls next", "[dispatch]") {
  Host host(false);
  CHECK(host.get("/around", {{"X-Silent", "inner"}}) == "500 outer> inner> <outer");
  REQUIRE(host.log.lines().size() == 1);
  CHECK(host.log.lines()[0].message ==
        "GET /around around: std::logic_error: a middleware has neither called next() nor "
        "answered");
}

TEST_CASE("guards: next() twice is a mistake", "[dispatch]") {
  Host host(false);
  CHECK(host.get("/around", {{"X-Twice", "inner"}}) ==
        "500 outer> inner> services function <outer");
  REQUIRE(host.log.lines().size() == 1);
  CHECK(host.log.lines()[0].message ==
        "GET /around around: std::logic_error: a middleware has called next() twice");
}

TEST_CASE("guards: exceptions at every stage", "[dispatch]") {
  Host host(true);
  const auto thrown_at = [&](const char* stage) {
    return host.get("/all?rights=x", {{"X-Session", "a"}, {"X-Throw", stage}});
  };
  CHECK(thrown_at("outer") == "429 outer>");
  CHECK(thrown_at("inner") == "429 outer> inner> <outer");
  CHECK(thrown_at("session") == "503 outer> inner> <inner <outer");
  CHECK(thrown_at("permission") == "429 outer> inner> session services <inner* <outer*");
  CHECK(thrown_at("function") ==
        "429 outer> inner> session services may-a input may-with-x <inner* <outer*");
  CHECK(thrown_at("after-inner") ==
        "429 outer> inner> session services may-a input may-with-x function <inner* <outer*");
  CHECK(thrown_at("after-outer") ==
        "429 outer> inner> session services may-a input may-with-x function <inner* <outer*");
  CHECK(host.log.lines().empty());
  CHECK(host.get("/around", {{"X-Fail", "inner"}}) == "500 outer> inner> <outer");
  CHECK(host.body().find("secret") == std::string::npos);
  CHECK(host.log.lines().size() == 1);
}

TEST_CASE("guards: an event is asked to end at every stage", "[dispatch]") {
  Host host(true);
  for (const StopReason reason :
       {StopReason::deadline, StopReason::shutdown, StopReason::disconnected}) {
    const auto held_at = [&](const char* stage) {
      return host.get("/all?rights=x", {{"X-Session", "a"}, {"X-Hold", stage}}, reason);
    };
    CHECK(held_at("outer") == "503 outer>");
    CHECK(held_at("inner") == "503 outer> inner> <outer");
    CHECK(held_at("session") == "503 outer> inner> <inner <outer");
    CHECK(held_at("permission") == "503 outer> inner> session services <inner* <outer*");
    CHECK(held_at("function") ==
          "503 outer> inner> session services may-a input may-with-x <inner* <outer*");
    // The answer of the rest stays.
    CHECK(held_at("after-inner") ==
          "200 outer> inner> session services may-a input may-with-x function <inner* <outer*");
    CHECK(held_at("after-outer") ==
          "200 outer> inner> session services may-a input may-with-x function <inner* <outer*");
  }
}

TEST_CASE("guards: an event is cut off at every stage", "[dispatch]") {
  for (const char* const stage :
       {"outer", "inner", "session", "permission", "function", "after-inner", "after-outer"}) {
    guarded::Singletons singletons;
    vgen::Dispatcher dispatcher(guarded::make(singletons, guarded::find_session_later));
    vgen::testing::ManualClock clock;
    vgen::testing::MemoryLog log;
    vgen::RequestIds ids{1};
    boost::asio::io_context context{1};
    const boost::asio::any_io_executor executor = context.get_executor();
    vgen::HostedCall call({.clock = &clock, .log = &log, .ids = &ids, .executor = &executor});
    const Headers headers = {{"X-Session", "a"}, {"X-Hold", stage}};
    vgen::Request request{.method = "GET", .headers = headers};
    REQUIRE(vgen::set_target(request, "/all?rights=x"));
    call.begin(request);
    struct Nobody final : vgen::Completion {
      void completed(vgen::HostedCall& /*call*/) noexcept override {}
    } nobody;
    const vgen::Target target = dispatcher.find(request);
    REQUIRE(dispatcher.handle(target, call, nobody) == vgen::Progress::suspended);
    while (context.poll_one() != 0) continue;
    call.end();
  }
}

TEST_CASE("guards: no allocation for a call on any path", "[dispatch]") {
  for (const bool later : {false, true}) {
    Host host(later);
    host.singletons.tracing = false;
    const Headers headers = {{"X-Session", "abc"}};
    for (const char* const target :
         {"/sync/ab-c?rights=x", "/later/a?rights=x", "/later/ab-c?rights=x",
          "/later/a_b-x?rights=x", "/quiet", "/plain?rights=x"}) {
      for (int i = 0; i < 20; ++i) host.send(target, headers);
      const std::size_t before = vgen_test::allocations();
      for (int i = 0; i < 100; ++i) host.send(target, headers);
      const std::size_t made = vgen_test::allocations() - before;
      CAPTURE(target, later);
      CHECK(made == 0);
    }
  }
}
