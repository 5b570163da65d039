#include "tools/vgen/analysis/wiring/check_rpc.hpp"

#include "tools/vgen/analysis/wiring/check_guards.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace vgen::tool::analysis {

bool RpcChecker::has_needed_settings(const WrittenRpcRoute& route) {
  if (route.name && route.func) return true;
  if (route.is_readable) {
    report(Rule::missing_setting, route.range,
           fmt::format("a method of RPC needs {}", route.func ? "a name" : "a function"),
           route.func ? R"(add .name = "…")" : "add .func = …");
  }
  return false;
}

void RpcChecker::check_name(const WrittenRpcRoute& route) {
  const Written<std::string>& name = *route.name;
  if (!is_identifier(name.value)) {
    report(Rule::rpc_name, name.range,
           fmt::format("'{}' cannot be the name of a method", name.value),
           "use letters, digits and '_', and begin with a letter: it becomes a name in clients");
  }
  const auto [owner, is_free] = names_.emplace(name.value, name.range);
  if (is_free) return;
  workspace_.report(
      with_note(make_diagnostic(Rule::duplicate_rpc_name, name.range,
                                fmt::format("two methods of RPC are named '{}'", name.value),
                                "give one of them another .name"),
                "the other one is here", owner->second));
}

/// RPC connections have one path for all methods. The first method stands for it.
void RpcChecker::check_path(const WrittenRpcRoute& route) {
  if (std::exchange(is_path_checked_, true)) return;
  WrittenHttpRoute opening;
  opening.range = route.range;
  opening.func = route.func;
  Written<frontend::StringValue>& written = opening.path.emplace();
  written.value.text = workspace_.options.policies.rpc_path;
  written.range = route.name->range;
  const std::optional<ParsedPath> path = parse_path(workspace_, opening);
  if (path) http_.is_alone(opening, *path);
}

void RpcChecker::check(const WrittenRpcRoute& route) {
  if (!has_needed_settings(route)) return;
  check_name(route);
  check_path(route);
  const std::optional<model::FunctionIndex> index = doors_.find_function(route);
  if (!index) return;
  const model::Function& function = workspace_.api.functions[*index];
  const bool needs_session = doors_.needs_session(route, function);
  workspace_.api.rpc.push_back({.name = route.name->value,
                                .function = *index,
                                .needs_session = needs_session,
                                .guards = check_guards(workspace_, route,
                                                       {.what = fmt::format("'{}'", function.cpp),
                                                        .needs_session = needs_session,
                                                        .input = function.input}),
                                .idempotent = route.idempotent && route.idempotent->value,
                                .blocking = doors_.blocks(route, function),
                                .location = route.range});
}

}  // namespace vgen::tool::analysis
