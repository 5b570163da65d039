#include "lambda_host.hpp"

#include "answer_json.hpp"
#include "lambda_loop.hpp"
#include "read_event.hpp"
#include "request_text.hpp"

#include "runtime/src/server/environment.hpp"

#include <vgen/json/writer.hpp>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace vgen::lambda {
namespace {

/// Only one event is served at a time, so looking often costs little.
constexpr std::chrono::milliseconds tick_of_events{50};

/// Connections to clients end at the gateway, which speaks TLS.
ServerOptions for_events(ServerOptions options) {
  options.threads = 1;
  options.tls = {};
  options.listener = -1;
  options.admin_port.reset();
  options.limits.tick = std::min(options.limits.tick, tick_of_events);
  if (options.compression.mode == Compression::automatic)
    options.compression.mode = Compression::off;
  return options;
}

Outcome failed(std::string_view type, std::string_view message) {
  return {.json = error_json(type, message), .error_type = std::string(type)};
}

std::string_view name_of(TaskResult::Outcome outcome) {
  return outcome == TaskResult::Outcome::skipped ? "skipped" : "done";
}

std::string result_json(std::string_view task, const TaskResult& result) {
  std::string out;
  json::Writer writer(out);
  {
    json::ObjectBraces object(writer);
    object.key("task").string(task);
    object.key("outcome").string(name_of(result.outcome));
    if (!result.detail.empty()) object.key("detail").string(result.detail);
  }
  writer.finish();
  return out;
}

}  // namespace

class LambdaHost::State {
 public:
  State(Apis apis, const ServerOptions& options)
      : environment_(std::move(apis), options),
        settings_(environment_.settings(options)),
        loop_(settings_, environment_.busy_loops()) {
    if (environment_.has_schedules()) loop_.add_schedules(options.tick_lock);
  }
  /// Jobs post to the loop.
  ~State() { environment_.stop_workers(); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  Outcome handle(const Invocation& invocation) {
    const Event event = read_event(invocation.event);
    if (const auto* const http = std::get_if<HttpEvent>(&event)) return answer(*http, invocation);
    if (const auto* const task = std::get_if<TaskEvent>(&event)) return run(*task, invocation);
    const EventFault& fault = std::get<EventFault>(event);
    return refused(fault.type, fault.message, invocation);
  }

 private:
  Outcome answer(const HttpEvent& event, const Invocation& invocation) {
    if (const std::string why = refuse_request(event); !why.empty())
      return refused("MalformedEvent", why, invocation);
    const std::optional<std::string> text = loop_.answer(request_text(event), event.source,
                                                         {.request_id = invocation.id,
                                                          .latest_end = latest_end(invocation),
                                                          .scheme = Scheme::https});
    if (!text) return too_large(invocation);
    Outcome outcome{.json = answer_json(event.form, *text, event.method == "HEAD")};
    return outcome.json.size() > most_bytes ? too_large(invocation) : outcome;
  }

  Outcome run(const TaskEvent& event, const Invocation& invocation) {
    if (!environment_.has_schedules() || !loop_.has_task(event.task))
      return refused("UnknownTask",
                     "there is no task '" + event.task +
                         "': the target of a rule can name one, by the input {\"task\": NAME}",
                     invocation);
    const auto at = event.scheduled_at.value_or(settings_.clock->now());
    const std::optional<TaskResult> result = loop_.run(event.task, at, latest_end(invocation));
    if (!result)
      return refused(
          "TaskFailed",
          "the task '" + event.task + "' has not ended before the time of its event was over",
          invocation);
    if (result->outcome == TaskResult::Outcome::failed)
      return failed("TaskFailed", "the task '" + event.task + "' has failed: " + result->detail);
    return {.json = result_json(event.task, *result)};
  }

  /// The time of Lambda by the steady clock, less the margin.
  [[nodiscard]] LambdaLoop::Time latest_end(const Invocation& invocation) const {
    using Clock = std::chrono::system_clock;
    if (invocation.deadline == Clock::time_point::max()) return LambdaLoop::Time::max();
    return settings_.clock->steady_now() + (invocation.deadline - settings_.clock->now()) - margin;
  }

  Outcome too_large(const Invocation& invocation) {
    return refused("AnswerTooLarge",
                   "the answer is larger than the " + std::to_string(most_bytes) +
                       " bytes that Lambda passes on",
                   invocation);
  }

  /// The client of a gateway sees nothing of it, so the log says it too.
  Outcome refused(std::string_view type, const std::string& message,
                  const Invocation& invocation) const {
    Logger(settings_.log, invocation.id).error(message);
    return failed(type, message);
  }

  server::Environment environment_;
  const server::LoopSettings settings_;
  LambdaLoop loop_;
};

LambdaHost::LambdaHost(Apis apis, ServerOptions options)
    : state_(std::make_unique<State>(std::move(apis), for_events(std::move(options)))) {}

LambdaHost::~LambdaHost() = default;

Outcome LambdaHost::handle(const Invocation& invocation) {
  try {
    return state_->handle(invocation);
  } catch (const std::exception& error) {
    return failed("InternalError", error.what());
  }
}

}  // namespace vgen::lambda
