#include "tools/vgen/analysis/wiring/check_doors.hpp"

#include "tools/vgen/analysis/passes.hpp"
#include "tools/vgen/analysis/wiring/check_channel.hpp"
#include "tools/vgen/analysis/wiring/check_guards.hpp"
#include "tools/vgen/analysis/wiring/check_http.hpp"
#include "tools/vgen/analysis/wiring/check_rpc.hpp"
#include "tools/vgen/analysis/wiring/check_schedule.hpp"
#include "tools/vgen/support/identifier.hpp"
#include "tools/vgen/support/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vgen::tool::analysis {
namespace {

/// `get_todo` -> `getTodo`. A name of only underscores and digits stays as it is.
std::string operation_id(const std::string& name) {
  std::string words = camel_case(name);
  const bool is_name = !words.empty() && !(words.front() >= '0' && words.front() <= '9');
  return is_name ? words : name;
}

}  // namespace

std::optional<model::FunctionIndex> DoorChecker::find_function(const WrittenDoorBase& door) {
  const std::optional<model::FunctionIndex> index = find_function(*door.func);
  if (!index) return std::nullopt;
  const model::Function& function = workspace_.api.functions[*index];
  if (function.kind != model::FunctionKind::task) return index;
  workspace_.report(
      with_note(make_diagnostic(
                    Rule::task_elsewhere, door.func->range,
                    fmt::format("'{}' is a ScheduledTask, which only schedules run", function.cpp),
                    "declare it as APIFunctionSessionless<void, void>, which both may call"),
                "it is declared here", function.location));
  return std::nullopt;
}

std::optional<model::FunctionIndex> DoorChecker::find_function(
    const Written<frontend::FunctionValue>& written) {
  const frontend::FunctionValue& func = written.value;
  const auto known = workspace_.function_of.find(func.name);
  if (known != workspace_.function_of.end()) return known->second;
  const auto& declared = workspace_.declared.functions;
  const bool is_declared =
      std::ranges::find(declared, func.name, &frontend::DeclaredFunction::cpp) != declared.end();
  if (is_declared) return std::nullopt;  // its form is already refused
  workspace_.report(with_note(
      make_diagnostic(Rule::not_an_api_function, written.range,
                      fmt::format("'{}' is not declared through one of vgen's forms", func.name),
                      "declare it, for example as APIFunctionSessionless<Input, Output>"),
      "it is declared here", func.declaration));
  return std::nullopt;
}

std::string DoorChecker::choose_name(const WrittenDoorBase& door, model::FunctionIndex function) {
  if (door.name) {
    if (!is_identifier(door.name->value)) {
      report(Rule::operation_name, door.name->range,
             fmt::format("'{}' cannot be the name of an operation", door.name->value),
             "use letters, digits and '_': it becomes a function's name in clients");
    }
    return door.name->value;
  }
  const auto [first, is_first] = first_doors_.emplace(function, door.func->range);
  if (!is_first) {
    workspace_.report(with_note(
        make_diagnostic(Rule::second_route_name, door.func->range,
                        fmt::format("a second route of '{}' needs a name", door.func->value.name),
                        "add .name = \"…\": the first route already has the function's own name"),
        "the first route is here", first->second));
  }
  return workspace_.operation_names[function];
}

void DoorChecker::check_name_is_free(const WrittenDoorBase& door, const model::DoorBase& checked) {
  const SourceRange& place = door.name ? door.name->range : door.func->range;
  const auto [owner, is_free] = names_.emplace(ascii_name(checked.wire_name), place);
  // A second door without a name is already reported.
  const auto own = first_doors_.find(checked.function);
  const bool is_reported =
      !door.name && own != first_doors_.end() && own->second != door.func->range;
  if (is_free || is_reported) return;
  workspace_.report(
      with_note(make_diagnostic(Rule::duplicate_operation, place,
                                fmt::format("two operations are named '{}'", checked.wire_name),
                                "give one of them another .name"),
                "the other one is here", owner->second));
}

bool DoorChecker::needs_session(const WrittenPolicy& policy, const model::Function& function) {
  const bool is_required = function.session == model::SessionUse::required;
  if (!policy.auth) return is_required;
  if (policy.auth->value && workspace_.api.session.empty()) {
    report(Rule::session_without_auth, policy.auth->range,
           "this API has no Session, so this route would refuse every request",
           "declare a Session and a function that takes it, or remove .auth");
  }
  if (is_required && !policy.auth->value) {
    report(
        Rule::session_without_auth, policy.auth->range,
        fmt::format("'{}' needs a session, so its route cannot have .auth = false", function.cpp),
        "remove .auth, or declare the function with APIFunctionOptionalSession");
  }
  return policy.auth->value;
}

bool DoorChecker::blocks(const WrittenDoorBase& door, const model::Function& function) {
  if (!door.blocking || !door.blocking->value) return false;
  if (function.is_task) {
    report(
        Rule::blocking_function, door.blocking->range,
        fmt::format("'{}' is a coroutine, which runs on a loop and not on a worker", function.cpp),
        "remove .blocking, or declare the function without vgen::Task");
  } else if (function.kind == model::FunctionKind::channel_message) {
    report(Rule::blocking_function, door.blocking->range,
           fmt::format("'{}' gets the channel, which belongs to its loop", function.cpp),
           "declare it as an API function, whose result is the reply");
  }
  return true;
}

model::DoorPolicy DoorChecker::check_policy(const WrittenPolicy& policy,
                                            const model::Function& function) {
  const std::uint64_t configured = workspace_.options.policies.limits.body;
  const bool with_session = needs_session(policy, function);
  return {.needs_session = with_session,
          .tags = policy.tags,
          .body_limit = policy.body_limit != 0 ? policy.body_limit : configured,
          .timeout = policy.timeout,
          .guards = check_guards(workspace_, policy,
                                 {.what = fmt::format("'{}'", function.cpp),
                                  .needs_session = with_session,
                                  .input = function.input})};
}

model::DoorBase DoorChecker::check(const WrittenDoorBase& door, model::FunctionIndex function) {
  const std::string name = choose_name(door, function);
  model::DoorBase checked{.name = name,
                          .wire_name = operation_id(name),
                          .function = function,
                          .policy = check_policy(door, workspace_.api.functions[function]),
                          .location = door.range};
  checked.policy.blocking = blocks(door, workspace_.api.functions[function]);
  check_name_is_free(door, checked);
  return checked;
}

namespace {

std::string_view wiring_for(model::FunctionKind kind) {
  switch (kind) {
    case model::FunctionKind::subscription: return "HttpRoute or a vgen::RpcRoute";
    case model::FunctionKind::task: return "Schedule";
    default: return "HttpRoute";
  }
}

void check_wired(Workspace& workspace) {
  for (const model::Function& function : workspace.api.functions) {
    const auto& wired = workspace.wired_functions;
    if (std::ranges::find(wired, function.cpp) != wired.end()) continue;
    workspace.report(make_diagnostic(
        Rule::unwired_function, function.location, fmt::format("no route uses '{}'", function.cpp),
        fmt::format("add a vgen::{} for it", wiring_for(function.kind))));
  }
}

/// Routes that vgen cannot see matter only if a function has no other route.
void report_misplaced(Workspace& workspace) {
  const auto& wired = workspace.wired_functions;
  const bool lacks_route =
      std::ranges::any_of(workspace.api.functions, [&](const model::Function& function) {
        return std::ranges::find(wired, function.cpp) == wired.end();
      });
  if (!lacks_route) return;
  for (const SourceRange& place : workspace.declared.misplaced_wirings) {
    workspace.report(make_diagnostic(
        Rule::misplaced_wiring, place, "vgen does not read routes here",
        "write them as a constant of a namespace: inline constexpr vgen::HttpRoute http[] = {…};"));
  }
}

/// Passes each written door to the checker of its kind.
class CheckByKind {
 public:
  explicit CheckByKind(Workspace& workspace)
      : doors_(workspace),
        http_(workspace, doors_),
        channels_(workspace, doors_, http_),
        rpc_(workspace, doors_, http_),
        schedules_(workspace, doors_) {}

  void operator()(const WrittenHttpRoute& route) { http_.check(route); }
  void operator()(const WrittenChannel& channel) { channels_.check(channel); }
  void operator()(const WrittenRpcRoute& route) { rpc_.check(route); }
  void operator()(const WrittenSchedule& schedule) { schedules_.check(schedule); }

 private:
  DoorChecker doors_;
  HttpChecker http_;
  ChannelChecker channels_;
  RpcChecker rpc_;
  ScheduleChecker schedules_;
};

}  // namespace

void check_doors(Workspace& workspace) {
  check_global_permissions(workspace);
  CheckByKind check(workspace);
  for (const WrittenDoor& door : workspace.doors) std::visit(check, door);
  for (const WrittenChannel& channel : workspace.channels) check(channel);
  for (const WrittenRpcRoute& route : workspace.rpc) check(route);
  for (const WrittenSchedule& schedule : workspace.schedules) check(schedule);
  check_wired(workspace);
  report_misplaced(workspace);
}

}  // namespace vgen::tool::analysis
