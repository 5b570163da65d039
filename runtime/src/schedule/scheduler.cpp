#include <vgen/schedule/scheduler.hpp>

#include "lookup.hpp"
#include "run.hpp"

#include <vgen/dispatch/channel_row.hpp>
#include <vgen/json/time.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace vgen {
namespace {

using std::chrono::floor;
using std::chrono::seconds;
using std::chrono::system_clock;

/// The time of day may jump, so it is looked at from time to time.
constexpr seconds longest_wait{60};

const Zone& zone_of(const Api& api, const ScheduleRow& row) {
  return row.zone.empty() ? utc() : api.definition().find_zone(row.zone);
}

}  // namespace

Scheduler::Scheduler(std::span<const Api> apis, const SchedulerHost& host) : host_(host) {
  for (const Api& api : apis) add(api);
}

Scheduler::~Scheduler() {
  stop();
}

void Scheduler::add(const Api& api) {
  for (const ScheduleRow& row : api.definition().schedules) {
    if (has(row.endpoint.name))
      throw std::invalid_argument("two APIs have a task with the name '" +
                                  std::string(row.endpoint.name) + "'");
    tasks_.push_back({.api = &api, .row = &row, .zone = &zone_of(api, row)});
  }
}

bool Scheduler::has(std::string_view name) const noexcept {
  return std::ranges::any_of(tasks_,
                             [&](const Task& task) { return task.row->endpoint.name == name; });
}

void Scheduler::start() {
  const Time now = floor<seconds>(host_.call.clock->now());
  for (Task& task : tasks_) {
    task.next = next_instant(task.row->cron, *task.zone, now);
    arm(task);
    if (task.row->missed == Missed::once && host_.lock != nullptr) look_up(task, now);
  }
}

/// Asks the lock for the last tick of a task.
void Scheduler::look_up(Task& task, Time now) {
  lookups_.push_back(std::make_unique<Lookup>(host_, task.row->endpoint.name, now,
                                              [this, &task, now](std::optional<Time> last) {
                                                if (last && !stopped_) make_up(task, *last, now);
                                              }));
  lookups_.back()->start();
}

/// Runs a task for the latest of the ticks that no server was there for. The latest one is searched
/// in a short time before now first, because there may be many.
void Scheduler::make_up(Task& task, Time last, Time now) {
  const auto next_after = [&](Time at) { return next_instant(task.row->cron, *task.zone, at); };
  for (const seconds before : {seconds(60), seconds(3'600), seconds(86'400), seconds(32 * 86'400),
                               seconds(367 * 86'400), seconds::max() / 2}) {
    const Time from = before < now - last ? now - before : last;
    std::optional<Time> missed;
    for (auto at = next_after(from); at && *at <= now; at = next_after(*at)) missed = at;
    if (missed) {
      Logger(host_.call.log)
          .info("task " + std::string(task.row->endpoint.name) + ": makes up for the tick of " +
                instant_text(*missed));
      return tick(task, *missed);
    }
    if (from == last) return;
  }
}

void Scheduler::stop() noexcept {
  stopped_ = true;
  for (Task& task : tasks_) {
    host_.timers->cancel(task.timer);
    task.waiting.reset();
  }
}

void Scheduler::stop_running(StopReason reason) noexcept {
  // A run may end meanwhile, and only then leaves the list.
  for (auto run = runs_.begin(); run != runs_.end();) (*run++)->request_stop(reason);
}

void Scheduler::arm(Task& task) {
  if (!task.next || stopped_) return;
  const Clock& clock = *host_.call.clock;
  const auto wait = std::min<system_clock::duration>(*task.next - clock.now(), longest_wait);
  task.timer = host_.timers->add(
      clock.steady_now() + std::chrono::ceil<std::chrono::steady_clock::duration>(wait),
      [this, &task] { due(task); });
}

void Scheduler::due(Task& task) {
  const system_clock::time_point now = host_.call.clock->now();
  if (now < *task.next) return arm(task);
  const Time at = *task.next;
  // Ticks that were missed meanwhile are not made up for.
  task.next = next_instant(task.row->cron, *task.zone, std::max(at, floor<seconds>(now)));
  arm(task);
  tick(task, at);
}

void Scheduler::tick(Task& task, Time at) {
  if (!task.is_running) return begin(task, at);
  if (task.row->overlap == Overlap::queue && !task.waiting) {
    task.waiting = at;
  } else {
    log_left_out(task, at);
  }
}

void Scheduler::log_left_out(const Task& task, Time at) const {
  Logger(host_.call.log)
      .warning("task " + std::string(task.row->endpoint.name) + ": the tick of " +
               instant_text(at) + " is left out, because " +
               (task.waiting ? "another one waits already" : "the one before still runs"));
}

void Scheduler::begin(Task& task, Time at) {
  task.is_running = true;
  start_run(task, at, [this, &task](const TaskResult&) {
    task.is_running = false;
    if (const std::optional<Time> next = std::exchange(task.waiting, std::nullopt); next)
      begin(task, *next);
  });
}

void Scheduler::run(std::string_view name, system_clock::time_point scheduled_at, Ended ended) {
  const auto task =
      std::ranges::find(tasks_, name, [](const Task& one) { return one.row->endpoint.name; });
  start_run(*task, scheduled_at, std::move(ended));
}

void Scheduler::start_run(const Task& task, system_clock::time_point at, Ended ended) {
  auto run = std::make_unique<Run>(host_, *task.api, *task.row, at, std::move(ended),
                                   [this](Run& one) { this->ended(one); });
  Run& started = *run;
  runs_.push_back(std::move(run));
  started.start();
}

void Scheduler::ended(Run& run) {
  const auto place =
      std::ranges::find(runs_, &run, [](const std::unique_ptr<Run>& one) { return one.get(); });
  const std::unique_ptr<Run> owned = std::move(*place);
  runs_.erase(place);
  owned->report();
}

void refuse_missed_ticks(std::span<const Api> apis) {
  for (const Api& api : apis) {
    for (const ScheduleRow& row : api.definition().schedules) {
      if (row.missed == Missed::once)
        throw std::invalid_argument(
            "the task '" + std::string(row.endpoint.name) +
            "' makes up for missed ticks (vgen::Missed::once), which needs a store that knows when "
            "it ran last, but this server has none: use --redis, or a tick lock that remembers");
    }
  }
}

std::string instant_text(std::chrono::sys_seconds instant) {
  char buffer[48];
  char* const end =
      json::print_date_time(buffer, {.seconds = instant.time_since_epoch().count()}, 0);
  return end == nullptr ? std::string() : std::string(buffer, end);
}

bool needs_workers(const Api& api) {
  const ApiDefinition& definition = api.definition();
  const auto blocks = [](const auto& row) { return row.endpoint.blocking; };
  const auto has_blocking_message = [&](const ChannelRow& channel) {
    return std::ranges::any_of(channel.messages, blocks);
  };
  return std::ranges::any_of(definition.http, blocks) ||
         std::ranges::any_of(definition.rpc, blocks) ||
         std::ranges::any_of(definition.schedules, blocks) ||
         std::ranges::any_of(definition.channels, has_blocking_message);
}

}  // namespace vgen
