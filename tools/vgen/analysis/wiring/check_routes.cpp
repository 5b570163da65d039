#include "tools/vgen/analysis/passes.hpp"

#include "tools/vgen/analysis/wiring/bind_parameters.hpp"
#include "tools/vgen/analysis/wiring/parse_path.hpp"
#include "tools/vgen/analysis/wiring/route_text.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace vgen::tool::analysis {
namespace {

class RouteChecker {
 public:
  explicit RouteChecker(Workspace& workspace) : workspace_(workspace) {}

  void check(const WrittenRoute& route);

 private:
  void report(Rule rule, const SourceRange& range, std::string message, std::string help) {
    workspace_.report(make_diagnostic(rule, range, std::move(message), std::move(help)));
  }
  std::optional<model::FunctionIndex> find_function(const WrittenRoute& route);
  /// Whether no other route has its method and path.
  bool is_alone(const WrittenRoute& route, const ParsedPath& path);
  void check_parameter_names(const ParsedPath& path);
  std::string name_operation(const WrittenRoute& route, model::FunctionIndex function);
  void check_name_is_free(const WrittenRoute& route, const model::HttpOperation& operation);
  int choose_status(const WrittenRoute& route, const model::Function& function);
  bool choose_session(const WrittenRoute& route, const model::Function& function);

  Workspace& workspace_;
  std::map<model::FunctionIndex, SourceRange>
      first_routes_;  ///< Of functions under their own name.
  std::map<std::string, SourceRange> names_;
  std::map<std::pair<model::HttpMethod, std::string>, SourceRange> routes_;
  std::map<std::string, ParsedPath> shapes_;
};

std::optional<model::FunctionIndex> RouteChecker::find_function(const WrittenRoute& route) {
  const auto known = workspace_.function_of.find(route.func->value.name);
  if (known != workspace_.function_of.end()) return known->second;
  const auto& declared = workspace_.declared.functions;
  const bool is_declared = std::ranges::find(declared, route.func->value.name,
                                             &frontend::DeclaredFunction::cpp) != declared.end();
  if (is_declared) return std::nullopt;  // its form is refused already
  workspace_.report(with_note(
      make_diagnostic(
          Rule::not_an_api_function, route.func->range,
          fmt::format("'{}' is not declared through one of vgen's forms", route.func->value.name),
          "declare it, for example as APIFunctionSessionless<Input, Output>"),
      "it is declared here", route.func->value.declaration));
  return std::nullopt;
}

bool RouteChecker::is_alone(const WrittenRoute& route, const ParsedPath& path) {
  const SourceRange& place = route.path.back().range;
  const auto [first, is_new] = routes_.emplace(std::pair(route.method, path.shape), place);
  if (!is_new) {
    workspace_.report(with_note(
        make_diagnostic(
            Rule::duplicate_route, place,
            fmt::format("{} is wired twice: the names of parameters do not make paths different",
                        route_phrase(route)),
            "change the method or the path of one of them"),
        "the other one is here", first->second));
  }
  return is_new;
}

void RouteChecker::check_parameter_names(const ParsedPath& path) {
  const auto [shape, is_new_shape] = shapes_.emplace(path.shape, path);
  for (std::size_t i = 0; !is_new_shape && i < path.parameters.size(); ++i) {
    const PathParameter& other = shape->second.parameters[i];
    if (other.name == path.parameters[i].name) continue;
    workspace_.report(with_note(
        make_diagnostic(
            Rule::path_parameter_names, path.parameters[i].range,
            fmt::format("this path has the parameter '{}', but for another method it is named '{}'",
                        path.parameters[i].name, other.name),
            fmt::format("use the name '{}' in both: OpenAPI lists each path once", other.name)),
        "the other one is here", other.range));
  }
}

std::string RouteChecker::name_operation(const WrittenRoute& route, model::FunctionIndex function) {
  if (route.name) {
    if (!is_identifier(route.name->value)) {
      report(Rule::operation_name, route.name->range,
             fmt::format("'{}' cannot be the name of an operation", route.name->value),
             "use letters, digits and '_': it becomes a function's name in clients");
    }
    return route.name->value;
  }
  const auto [first, is_first] = first_routes_.emplace(function, route.func->range);
  if (!is_first) {
    workspace_.report(with_note(
        make_diagnostic(Rule::second_route_name, route.func->range,
                        fmt::format("a second route of '{}' needs a name", route.func->value.name),
                        "add .name = \"…\": the first route already has the function's own name"),
        "the first route is here", first->second));
  }
  return workspace_.operation_names[function];
}

void RouteChecker::check_name_is_free(const WrittenRoute& route,
                                      const model::HttpOperation& operation) {
  const SourceRange& place = route.name ? route.name->range : route.func->range;
  const auto [owner, is_free] = names_.emplace(operation.wire_name, place);
  // A second route without a name is reported already.
  const auto own = first_routes_.find(operation.function);
  const bool is_reported =
      !route.name && own != first_routes_.end() && own->second != route.func->range;
  if (is_free || is_reported) return;
  workspace_.report(
      with_note(make_diagnostic(Rule::duplicate_operation, place,
                                fmt::format("two operations are named '{}'", operation.wire_name),
                                "give one of them another .name"),
                "the other one is here", owner->second));
}

int RouteChecker::choose_status(const WrittenRoute& route, const model::Function& function) {
  if (!route.status) return function.output ? 200 : 204;
  const std::int64_t status = route.status->value;
  if (status < 200 || status > 299) {
    report(Rule::status_range, route.status->range,
           fmt::format("{} is not a success status", status),
           "use 200 to 299; for a failure declare an error, to redirect use call.redirect()");
  } else if ((status == 204 || status == 205) && function.output) {
    report(Rule::status_without_body, route.status->range,
           fmt::format("an answer of status {} has no body, so the result of '{}' would be lost",
                       status, function.cpp),
           "use another status, or let the function return void");
  }
  return static_cast<int>(status);
}

bool RouteChecker::choose_session(const WrittenRoute& route, const model::Function& function) {
  const bool is_required = function.session == model::SessionUse::required;
  if (!route.auth) return is_required;
  if (route.auth->value && workspace_.api.session.empty()) {
    report(Rule::session_without_auth, route.auth->range,
           "this API has no Session, so this route would refuse every request",
           "declare a Session and a function that takes it, or remove .auth");
  }
  if (is_required && !route.auth->value) {
    report(
        Rule::session_without_auth, route.auth->range,
        fmt::format("'{}' needs a session, so its route cannot have .auth = false", function.cpp),
        "remove .auth, or declare the function with APIFunctionOptionalSession");
  }
  return route.auth->value;
}

void RouteChecker::check(const WrittenRoute& route) {
  if (route.path.empty() || !route.func) {
    if (route.is_readable) {
      report(Rule::missing_setting, route.range,
             fmt::format("a route needs {}", route.func ? "a path" : "a function"),
             route.func ? R"(add .path = "/…")" : "add .func = …");
    }
    return;
  }
  const std::optional<model::FunctionIndex> index = find_function(route);
  const std::optional<ParsedPath> path = parse_path(workspace_, route);
  const bool alone = path && is_alone(route, *path);
  if (!index) return;
  const model::Function& function = workspace_.api.functions[*index];
  model::HttpOperation operation{.name = name_operation(route, *index),
                                 .wire_name = {},
                                 .function = *index,
                                 .method = route.method,
                                 .path = path ? path->text : "",
                                 .path_parameters = {},
                                 .bindings = {},
                                 .status = choose_status(route, function),
                                 .needs_session = choose_session(route, function),
                                 .tags = route.tags,
                                 .body_limit = route.body_limit != 0
                                                   ? route.body_limit
                                                   : workspace_.options.policies.limits.body,
                                 .timeout = route.timeout,
                                 .location = route.range};
  operation.wire_name = camel_case(operation.name);
  check_name_is_free(route, operation);
  if (!path) return;
  for (const PathParameter& parameter : path->parameters)
    operation.path_parameters.push_back(parameter.name);
  const BoundInput bound = bind_parameters(workspace_, route, *path, function);
  operation.bindings = bound.bindings;
  operation.body = bound.body;
  operation.body_required = bound.body_required;
  // A name that is no member is reported already: it says nothing of what the others should be.
  const auto in_path =
      std::ranges::count(bound.bindings, model::Place::path, &model::Binding::place);
  if (alone && in_path == std::ssize(path->parameters)) check_parameter_names(*path);
  if (operation.tags.empty()) {
    operation.tags = {path->first_segment.empty()
                          ? std::string(unqualified(workspace_.api.cpp_namespace))
                          : path->first_segment};
  }
  workspace_.api.operations.push_back(std::move(operation));
}

void check_wired(Workspace& workspace) {
  for (const model::Function& function : workspace.api.functions) {
    const auto& wired = workspace.wired_functions;
    if (std::ranges::find(wired, function.cpp) != wired.end()) continue;
    workspace.report(make_diagnostic(Rule::unwired_function, function.location,
                                     fmt::format("no route uses '{}'", function.cpp),
                                     "add a vgen::HttpRoute for it"));
  }
}

}  // namespace

void check_routes(Workspace& workspace) {
  RouteChecker checker(workspace);
  for (const WrittenRoute& route : workspace.routes) checker.check(route);
  check_wired(workspace);
}

}  // namespace vgen::tool::analysis
