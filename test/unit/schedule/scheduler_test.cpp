// Tasks on a manual clock: hours of it take milliseconds.
#define VGEN_API scheduler_test_codecs
#include <vgen/codegen/api.hpp>
#include <vgen/codegen/http.hpp>
#include <vgen/codegen/schedule.hpp>
#include <vgen/codegen/task.hpp>
#include <vgen/core/error.hpp>
#include <vgen/dispatch/next.hpp>
#include <vgen/schedule/scheduler.hpp>
#include <vgen/server/server.hpp>
#include <vgen/testing/client.hpp>
#include <vgen/testing/manual_clock.hpp>
#include <vgen/testing/memory_log.hpp>

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <list>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace timed {

using namespace std::chrono_literals;
using vgen::TaskResult;
using Times = std::vector<std::string>;

/// Where coroutines wait until a test lets them go on.
class Gate {
 public:
  vgen::Task<void> wait() {
    auto token = boost::asio::use_awaitable;
    auto waiting = boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void()>(
        [this](auto handler) { waiting_.emplace_back(std::move(handler)); }, token);
    co_await std::move(waiting);
  }
  void open() {
    std::list<boost::asio::any_completion_handler<void()>> all;
    all.swap(waiting_);
    for (auto& one : all) std::move(one)();
  }

 private:
  std::list<boost::asio::any_completion_handler<void()>> waiting_;
};

struct Singletons {
  Times ran{};
  Gate gate{};
  std::atomic<int> started = 0;
  std::atomic<bool> go_on = false;
  int alive = 0;
};

struct Services {
  Services(Singletons& all, vgen::Call& one) : singletons(all), call(one) { ++all.alive; }
  ~Services() { --singletons.alive; }
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

  void note(std::string_view what) {
    const auto at = std::chrono::floor<std::chrono::seconds>(*call.scheduled_at());
    singletons.ran.push_back(std::string(what) + " " + vgen::instant_text(at).substr(11, 8));
  }

  Singletons& singletons;
  vgen::Call& call;
};

namespace {

void quick(Services& services) {
  services.note("quick");
}
void hourly(Services& services) {
  services.note("hourly");
}
vgen::Task<void> slow(Services& services) {
  services.note("slow");
  co_await services.singletons.gate.wait();
  services.note("end");
}
void fails(Services&) {
  throw std::runtime_error("no disk");
}
void refuses(Services&) {
  throw vgen::Error(vgen::ErrorKind::too_many_requests, "another one works on it");
}
void skips(Services& services) {
  services.call.skip("nothing is old");
}
vgen::Task<void> never_on_time(Services& services) {
  ++services.singletons.started;
  boost::asio::steady_timer timer(services.call.executor(), 1h);
  auto wait = timer.async_wait(boost::asio::use_awaitable);
  co_await std::move(wait);
}
void twice(Services& services) {
  services.note("a");
}
/// Blocks its thread until it is asked to stop.
void blocks(Services& services) {
  ++services.singletons.started;
  const std::stop_token stop = services.call.stop_token();
  while (!stop.stop_requested()) std::this_thread::yield();
  services.note(services.call.stop_reason() == vgen::StopReason::deadline ? "late" : "stopped");
}
/// Blocks its thread, whatever it is asked.
void stubborn(Services& services) {
  ++services.singletons.started;
  while (!services.singletons.go_on) std::this_thread::yield();
}
vgen::Task<void> skip_all(vgen::Call& call, vgen::Next&) {
  call.skip("it is a holiday");
  co_return;
}

constexpr vgen::MiddlewareFunction holiday[] = {skip_all};
constexpr vgen::CronFields every_minute{.seconds = 1};
constexpr vgen::CronFields every_hour{.seconds = 1, .minutes = 1};
constexpr vgen::CronFields never{
    .seconds = 1, .minutes = 1, .hours = 1, .days = 1U << 30, .months = 1U << 2};

constexpr vgen::ScheduleRow row(std::string_view name, const vgen::CronFields& cron,
                                vgen::Overlap overlap = vgen::Overlap::skip, unsigned timeout = 0) {
  return {.endpoint = {.name = name, .timeout = timeout}, .cron = cron, .overlap = overlap};
}

constexpr vgen::ScheduleRow quick_rows[] = {
    vgen::codegen::schedule_row<quick>(row("quick", every_minute)),
    vgen::codegen::schedule_row<hourly>(row("hourly", every_hour))};
constexpr vgen::ScheduleRow slow_rows[] = {
    vgen::codegen::schedule_row<slow>(row("slow", every_minute))};
constexpr vgen::ScheduleRow queued_rows[] = {
    vgen::codegen::schedule_row<slow>(row("slow", every_minute, vgen::Overlap::queue))};
constexpr vgen::ScheduleRow late_rows[] = {vgen::codegen::schedule_row<never_on_time>(
    row("late", every_minute, vgen::Overlap::skip, 1500))};
constexpr vgen::ScheduleRow idle_rows[] = {
    vgen::codegen::schedule_row<never_on_time>(row("idle", every_minute))};
constexpr vgen::ScheduleRow blocking_rows[] = {
    vgen::codegen::schedule_row<blocks>(row("blocks", every_minute, vgen::Overlap::skip, 1500))};
constexpr vgen::ScheduleRow stubborn_rows[] = {
    vgen::codegen::schedule_row<stubborn>(row("stubborn", every_minute))};
constexpr vgen::ScheduleRow every_second_rows[] = {
    vgen::codegen::schedule_row<stubborn>(row("stubborn", {}))};
constexpr vgen::ScheduleRow faulty_rows[] = {
    vgen::codegen::schedule_row<fails>(row("fails", every_minute)),
    vgen::codegen::schedule_row<refuses>(row("refuses", never)),
    vgen::codegen::schedule_row<skips>(row("skips", never)),
    vgen::codegen::schedule_row<quick>(row("quick", every_minute))};
constexpr vgen::ScheduleRow holiday_rows[] = {vgen::codegen::schedule_row<quick>(
    {.endpoint = {.name = "quick", .middleware = holiday}, .cron = every_minute})};
constexpr vgen::ScheduleRow missed_rows[] = {vgen::codegen::schedule_row<twice>(
    {.endpoint = {.name = "once"}, .cron = every_minute, .missed = vgen::Missed::once})};

const vgen::ApiDefinition quick_api{.name = "t", .schedules = quick_rows};
const vgen::ApiDefinition slow_api{.name = "t", .schedules = slow_rows};
const vgen::ApiDefinition queued_api{.name = "t", .schedules = queued_rows};
const vgen::ApiDefinition late_api{.name = "t", .schedules = late_rows};
const vgen::ApiDefinition idle_api{.name = "t", .schedules = idle_rows};
const vgen::ApiDefinition blocking_api{.name = "t", .schedules = blocking_rows};
const vgen::ApiDefinition stubborn_api{.name = "t", .schedules = stubborn_rows};
const vgen::ApiDefinition every_second_api{.name = "t", .schedules = every_second_rows};
const vgen::ApiDefinition faulty_api{.name = "t", .schedules = faulty_rows};
const vgen::ApiDefinition holiday_api{.name = "t", .schedules = holiday_rows};
const vgen::ApiDefinition missed_api{.name = "t", .schedules = missed_rows};

vgen::Api make(const vgen::ApiDefinition& definition, Singletons& singletons) {
  return vgen::codegen::make_api<Services>(
      definition, singletons,
      [](Singletons& all, vgen::Call& call) { return Services(all, call); });
}

struct Fixture {
  Singletons singletons{};
  vgen::testing::MemoryLog log{};

  vgen::testing::Client client(const vgen::ApiDefinition& definition, unsigned workers = 0) {
    return vgen::testing::Client(make(definition, singletons), {.log = &log, .workers = workers});
  }
  Times take() { return std::exchange(singletons.ran, {}); }
  Times messages() {
    Times texts;
    for (const auto& line : log.lines()) texts.push_back(line.message);
    return texts;
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "schedule: tasks run at their times while the clock moves",
                 "[schedule]") {
  auto client = this->client(quick_api);
  client.advance(59s);
  CHECK(take().empty());
  client.advance(1s);
  CHECK(take() == Times{"quick 00:01:00"});
  client.advance(2min);
  CHECK(take() == Times{"quick 00:02:00", "quick 00:03:00"});
  client.advance(57min);
  CHECK(take().size() == 58);
  CHECK(singletons.alive == 0);
}

TEST_CASE_METHOD(Fixture, "schedule: days of virtual time", "[schedule]") {
  auto client = this->client(quick_api);
  client.advance(48h);
  CHECK(take().size() == 48 * 60 + 48);
}

TEST_CASE_METHOD(Fixture, "schedule: a clock that jumps runs a tick once, not all that it missed",
                 "[schedule]") {
  vgen::testing::ManualClock clock;
  vgen::testing::Client client(make(quick_api, singletons), {.clock = &clock});
  clock.advance(30min);
  client.poll();
  client.poll();
  CHECK(take() == Times{"quick 00:01:00"});
  clock.advance(1min);
  client.poll();
  CHECK(take() == Times{"quick 00:31:00"});
}

TEST_CASE_METHOD(Fixture, "schedule: a task that still runs leaves ticks out", "[schedule]") {
  auto client = this->client(slow_api);
  client.advance(3min);
  CHECK(take() == Times{"slow 00:01:00"});
  singletons.gate.open();
  client.poll();
  CHECK(take() == Times{"end 00:01:00"});
  client.advance(1min);
  CHECK(take() == Times{"slow 00:04:00"});
  singletons.gate.open();
  client.poll();
  CHECK(messages() == Times{"task slow: the tick of 2026-01-01T00:02:00Z is left out, because the "
                            "one before still runs",
                            "task slow: the tick of 2026-01-01T00:03:00Z is left out, because the "
                            "one before still runs"});
}

TEST_CASE_METHOD(Fixture, "schedule: one tick may wait for the end", "[schedule]") {
  auto client = this->client(queued_api);
  client.advance(3min);
  CHECK(take() == Times{"slow 00:01:00"});
  singletons.gate.open();
  client.poll();
  CHECK(take() == Times{"end 00:01:00", "slow 00:02:00"});
  singletons.gate.open();
  client.poll();
  CHECK(take() == Times{"end 00:02:00"});
  CHECK(messages() == Times{"task slow: the tick of 2026-01-01T00:03:00Z is left out, because "
                            "another one waits already"});
}

TEST_CASE_METHOD(Fixture, "schedule: a task is cancelled when its time is over", "[schedule]") {
  auto client = this->client(late_api);
  client.advance(1min + 1499ms);
  CHECK(singletons.alive == 1);
  client.advance(1ms);
  CHECK(singletons.alive == 0);
  CHECK(messages() == Times{"task late: failed: The operation took too long."});
}

TEST_CASE_METHOD(Fixture, "schedule: a task on a worker is asked to stop when its time is over",
                 "[schedule]") {
  auto client = this->client(blocking_api, 1);
  client.advance(1min);
  while (singletons.started == 0) std::this_thread::yield();
  client.advance(1500ms);
  while (singletons.alive != 0) client.poll();
  CHECK(take() == Times{"late 00:01:00"});
  CHECK(messages() == Times{"task blocks: its time is over, and it is asked to stop"});
}

namespace {

/// A server on the clock, and the end of it while the clock goes on.
struct StoppingServer : Fixture {
  vgen::testing::ManualClock clock{};

  std::unique_ptr<vgen::Server> server(const vgen::ApiDefinition& definition) {
    vgen::ServerOptions options{.port = 0};
    options.log = &log;
    options.clock = &clock;
    options.limits.tick = 1ms;
    return std::make_unique<vgen::Server>(make(definition, singletons), options);
  }
  void wait_for_start() {
    clock.advance(1min);
    while (singletons.started == 0) std::this_thread::yield();
  }
  void stop(vgen::Server& server) {
    auto stopped = std::async(std::launch::async, [&] { server.stop(); });
    while (stopped.wait_for(1ms) != std::future_status::ready) clock.advance(20ms);
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "schedule: both servers wait for the next time of the system's clock",
                 "[schedule]") {
  vgen::ServerOptions options{.port = 0};
  options.log = &log;
  options.limits.tick = 1h;
  options.server = GENERATE(vgen::ServerKind::epoll, vgen::ServerKind::beast);
  singletons.go_on = true;
  const vgen::Server server(make(every_second_api, singletons), options);
  while (singletons.started < 2) std::this_thread::yield();
}

TEST_CASE_METHOD(StoppingServer, "schedule: a server that stops asks its tasks to end",
                 "[schedule]") {
  const auto server = this->server(idle_api);
  wait_for_start();
  stop(*server);
  CHECK(singletons.alive == 0);
  CHECK(messages().front() == "task idle: cut off, because the server stops");
}

TEST_CASE_METHOD(StoppingServer, "schedule: a server does not wait for a task for ever",
                 "[schedule]") {
  auto server = this->server(stubborn_api);
  wait_for_start();
  stop(*server);
  CHECK(messages() == Times{"the stop has cut off 1 running tasks"});
  singletons.go_on = true;
  server.reset();
  CHECK(singletons.alive == 0);
}

TEST_CASE_METHOD(Fixture, "schedule: a failure is logged and ends nothing else", "[schedule]") {
  auto client = this->client(faulty_api);
  client.advance(2min);
  CHECK(take() == Times{"quick 00:01:00", "quick 00:02:00"});
  CHECK(messages() == Times{"task fails: std::runtime_error: no disk",
                            "task fails: std::runtime_error: no disk"});
}

TEST_CASE_METHOD(Fixture, "schedule: a run by name gives its result", "[schedule]") {
  const unsigned workers = GENERATE(0U, 2U);
  auto client = this->client(faulty_api, workers);
  using Outcome = TaskResult::Outcome;
  CHECK(client.run("quick") == TaskResult{.outcome = Outcome::done});
  CHECK(take() == Times{"quick 00:00:00"});
  CHECK(client.run("quick", std::chrono::sys_days{std::chrono::year{2025} / 5 / 4} + 90s).outcome ==
        Outcome::done);
  CHECK(take() == Times{"quick 00:01:30"});
  CHECK(client.run("skips") == TaskResult{.outcome = Outcome::skipped, .detail = "nothing is old"});
  CHECK(client.run("fails").outcome == Outcome::failed);
  CHECK(client.run("refuses") ==
        TaskResult{.outcome = Outcome::failed, .detail = "another one works on it"});
  CHECK(messages() == Times{"task skips: skipped: nothing is old",
                            "task fails: std::runtime_error: no disk",
                            "task refuses: failed: another one works on it"});
  CHECK_THROWS_WITH(client.run("unknown"), "there is no task 'unknown'");
  CHECK(singletons.alive == 0);
}

TEST_CASE_METHOD(Fixture, "schedule: a middleware may leave a tick out", "[schedule]") {
  auto client = this->client(holiday_api);
  CHECK(client.run("quick") ==
        TaskResult{.outcome = TaskResult::Outcome::skipped, .detail = "it is a holiday"});
  CHECK(take().empty());
}

TEST_CASE_METHOD(Fixture, "schedule: servers with one lock run each tick once", "[schedule]") {
  const unsigned workers = GENERATE(0U, 1U);
  vgen::MemoryTickLock lock;
  vgen::testing::ManualClock clock;
  const vgen::testing::ClientOptions options{
      .clock = &clock, .workers = workers, .tick_lock = &lock};
  vgen::testing::Client first(make(quick_api, singletons), options);
  vgen::testing::Client second(make(quick_api, singletons), options);
  const auto at = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1} + 5min;
  CHECK(first.run("quick", at).outcome == TaskResult::Outcome::done);
  CHECK(second.run("quick", at) == TaskResult{.outcome = TaskResult::Outcome::skipped,
                                              .detail = "another server runs this tick"});
  CHECK(second.run("hourly", at).outcome == TaskResult::Outcome::done);
  CHECK(second.run("quick", at + 1min).outcome == TaskResult::Outcome::done);
}

namespace {

struct BrokenLock final : vgen::TickLock {
  bool claim(std::string_view, std::chrono::sys_seconds) override {
    throw std::runtime_error("the store is away");
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "schedule: a tick that cannot be claimed does not run", "[schedule]") {
  BrokenLock lock;
  vgen::testing::Client client(make(quick_api, singletons), {.log = &log, .tick_lock = &lock});
  client.advance(1min);
  CHECK(take().empty());
  CHECK(messages() == Times{"task quick: failed: the tick cannot be claimed: the store is away"});
}

TEST_CASE_METHOD(Fixture, "schedule: refusals at the start", "[schedule]") {
  CHECK_THROWS_WITH(
      vgen::testing::Client(vgen::Apis(make(quick_api, singletons), make(quick_api, singletons))),
      "two APIs have a task with the name 'quick'");
  const vgen::Api missed[] = {make(missed_api, singletons)};
  CHECK_THROWS_WITH(vgen::refuse_missed_ticks(missed),
                    "the task 'once' makes up for missed ticks (vgen::Missed::once), which needs "
                    "a store that knows when it ran last, but this server has none: use "
                    "--redis, or a tick lock that remembers");
}

namespace {

/// A lock that outlives the servers, as a store does.
class RememberingLock final : public vgen::TickLock {
 public:
  bool claim(std::string_view task, std::chrono::sys_seconds instant) override {
    if (!lock_.claim(task, instant)) return false;
    last_ = std::max(last_.value_or(instant), instant);
    return true;
  }
  [[nodiscard]] bool remembers() const noexcept override { return true; }
  [[nodiscard]] std::chrono::sys_seconds last(std::string_view /*task*/,
                                              std::chrono::sys_seconds now) override {
    if (!last_) last_ = now;
    return *last_;
  }

 private:
  vgen::MemoryTickLock lock_;
  std::optional<std::chrono::sys_seconds> last_;
};

}  // namespace

TEST_CASE_METHOD(Fixture, "schedule: missed ticks are made up for by one", "[schedule]") {
  RememberingLock lock;
  vgen::testing::ManualClock clock;
  const vgen::testing::ClientOptions options{.clock = &clock, .log = &log, .tick_lock = &lock};
  const auto after = [&](std::chrono::seconds time, std::vector<vgen::testing::Client*> clients) {
    clock.advance(time);
    for (vgen::testing::Client* const client : clients) client->poll();
    return take();
  };
  {
    vgen::testing::Client client(make(missed_api, singletons), options);
    CHECK(after(60s, {&client}) == Times{"a 00:01:00"});
    CHECK(after(60s, {&client}) == Times{"a 00:02:00"});
  }
  clock.advance(1h + 30s);
  {
    vgen::testing::Client first(make(missed_api, singletons), options);
    vgen::testing::Client second(make(missed_api, singletons), options);
    CHECK(after(0s, {&first, &second}) == Times{"a 01:02:00"});
    CHECK(messages().front() == "task once: makes up for the tick of 2026-01-01T01:02:00Z");
    CHECK(after(30s, {&first, &second}) == Times{"a 01:03:00"});
  }
  // Nothing was missed.
  clock.advance(20s);
  vgen::testing::Client client(make(missed_api, singletons), options);
  CHECK(after(0s, {&client}).empty());
}

TEST_CASE_METHOD(Fixture, "schedule: skip belongs to schedules", "[schedule]") {
  CHECK_THROWS_WITH(
      [] {
        vgen::RequestIds ids{1};
        vgen::HostedCall call({.ids = &ids});
        call.begin();
        call.skip("why not");
      }(),
      "skip: this event is not of a schedule");
}

TEST_CASE_METHOD(Fixture, "schedule: a client that ends while a task waits", "[schedule]") {
  {
    auto client = this->client(late_api);
    client.advance(1min);
    CHECK(singletons.alive == 1);
  }
  CHECK(singletons.alive == 0);
}

}  // namespace timed
