// Schedules of a server, and tasks from the command line.
#include "runtime/src/server/arguments.hpp"
#include "runtime/src/server/run_task.hpp"
#include "test/support/jobs_services.hpp"

#include <vgen/schedule/tick_lock.hpp>
#include <vgen/server/serve.hpp>
#include <vgen/server/server.hpp>
#include <vgen/testing/manual_clock.hpp>
#include <vgen/testing/memory_log.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace std::chrono_literals;

namespace {

using vgen::server::Arguments;

struct Fixture {
  vgen::testing::MemoryLog log;
  vgen::testing::ManualClock clock;
  jobs::Singletons singletons;

  vgen::ServerOptions options() {
    vgen::ServerOptions result{.port = 0};
    result.log = &log;
    result.clock = &clock;
    result.limits.tick = 1ms;
    return result;
  }
};

Arguments read(std::vector<const char*> words, const vgen::Apis& apis) {
  words.insert(words.begin(), "program");
  return vgen::server::read_arguments(static_cast<int>(words.size()), words.data(), {}, "1",
                                      vgen::server::task_lines(apis));
}

}  // namespace

TEST_CASE_METHOD(Fixture, "schedules: a server runs them by its clock", "[server]") {
  vgen::ServerOptions asked = options();
  asked.threads = GENERATE(1U, 2U);
  asked.server = GENERATE(vgen::ServerKind::epoll, vgen::ServerKind::beast);
  vgen::Server server(jobs::make(singletons), asked);
  singletons.wait_for_runs("refresh", 0);
  for (int minute = 1; minute <= 3; ++minute) {
    clock.advance(1min);
    singletons.wait_for_runs("refresh", minute);
  }
  server.stop();
  CHECK(singletons.runs().at("refresh") == 3);
}

TEST_CASE_METHOD(Fixture, "schedules: a server that stops begins no tick", "[server]") {
  vgen::Server server(jobs::make(singletons), options());
  server.stop();
  clock.advance(1h);
  CHECK(singletons.runs().empty());
}

TEST_CASE_METHOD(Fixture, "schedules: one of two servers runs a tick", "[server]") {
  vgen::MemoryTickLock lock;
  vgen::ServerOptions asked = options();
  asked.tick_lock = &lock;
  vgen::Server first(jobs::make(singletons), asked);
  vgen::Server second(jobs::make(singletons), asked);
  clock.advance(1min);
  singletons.wait_for_runs("refresh", 1);
  first.stop();
  second.stop();
  CHECK(singletons.runs().at("refresh") == 1);
}

TEST_CASE_METHOD(Fixture, "schedules: tasks from the command line", "[server]") {
  const vgen::Apis apis(jobs::make(singletons));
  CHECK(read({"--run-task", "purge"}, apis).task == "purge");
  const Arguments planned =
      read({"--run-task", "purge", "--scheduled-at", "2026-01-02T03:00:00+01:00"}, apis);
  CHECK_FALSE(planned.exit_code);
  CHECK(planned.scheduled_at == std::chrono::sys_days{std::chrono::year{2026} / 1 / 2} + 2h);

  const Arguments unknown = read({"--run-task", "purg"}, apis);
  CHECK(unknown.exit_code == 2);
  CHECK(unknown.text ==
        "--run-task: there is no task 'purg': the tasks are purge, report, refresh, "
        "refresh_on_sunday (see --help)\n");
  const Arguments wrong = read({"--run-task", "purge", "--scheduled-at", "today"}, apis);
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.text ==
        "--scheduled-at: 'today' is not a time like 2026-01-02T03:00:00Z (see --help)\n");
  CHECK(read({"--scheduled-at", "2026-01-02T03:00:00Z"}, apis).exit_code == 2);
  CHECK(read({"--workers", "0"}, apis).exit_code == 2);
  CHECK(read({"--workers", "7"}, apis).options.workers == 7);

  const std::string help = read({"--help"}, apis).text;
  CHECK(help.find("Tasks:\n"
                  "  purge              0 3 * * *  Europe/Berlin\n"
                  "  report             30 */15 8-18 1,15 jan-mar MON-Fri  UTC\n"
                  "  refresh            * * * * *  UTC\n"
                  "  refresh_on_sunday  0 12 * * sun  UTC\n") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "schedules: a task alone, without a server", "[server]") {
  vgen::ServerOptions asked;
  asked.log = &log;
  const char* const words[] = {"program", "--run-task", "report"};
  CHECK(vgen::serve(3, words, jobs::make(singletons), asked) == 0);
  CHECK(singletons.runs().at("report") == 1);
  CHECK(vgen::server::run_task(jobs::make(singletons), asked, "refresh",
                               std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}) == 0);
  CHECK(singletons.runs().at("refresh") == 1);
}
