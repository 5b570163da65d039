#include "tools/vgen/analysis/wiring/check_http.hpp"

#include "tools/vgen/analysis/wiring/bind_parameters.hpp"
#include "tools/vgen/analysis/wiring/check_media_types.hpp"
#include "tools/vgen/analysis/wiring/http_text.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"
#include "tools/vgen/support/identifier.hpp"
#include "tools/vgen/support/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace vgen::tool::analysis {

bool HttpChecker::is_unambiguous(const WrittenHttpRoute& route, const ParsedPath& path) {
  if (std::ranges::count(path.segments, SegmentKind::mixed, &PathSegment::kind) == 0) return true;
  for (const auto& [other, place] : routes_) {
    const auto& [method, segments] = other;
    if (method != route.method || !are_ambiguous(segments, path.segments)) continue;
    workspace_.report(with_note(
        make_diagnostic(Rule::ambiguous_path, route.path->range,
                        fmt::format("some requests fit {} and another route alike, and nothing "
                                    "says which of them is meant",
                                    route_phrase(route)),
                        "give one of them more text, or a segment of its own"),
        "the other one is here", place));
    return false;
  }
  return true;
}

bool HttpChecker::is_alone(const WrittenHttpRoute& route, const ParsedPath& path) {
  const SourceRange& place = route.path->range;
  if (!is_unambiguous(route, path)) return false;
  const auto [first, is_new] = routes_.emplace(std::pair(route.method, path.segments), place);
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

void HttpChecker::check_parameter_names(const ParsedPath& path) {
  const auto [shape, is_new_shape] = shapes_.emplace(path.segments, path);
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

/// Clients of server-sent events take no status but 200, and a stream ends by itself.
void HttpChecker::check_stream(const WrittenHttpRoute& route, const model::Function& function) {
  if (route.status && route.status->value != 200)
    report(Rule::stream_setting, route.status->range,
           fmt::format("the stream of '{}' cannot have the status {}: browsers take only 200",
                       function.cpp, route.status->value),
           "remove .status");
  if (route.timeout != 0)
    report(Rule::stream_setting, route.timeout_range,
           fmt::format("the stream of '{}' has no limit of time: it ends with its function or its "
                       "client",
                       function.cpp),
           "remove .timeout");
  for (const WrittenBinding& binding : route.bindings) {
    if (binding.place != model::Place::header || !binding.name ||
        ascii_lower(binding.name->value) != "last-event-id")
      continue;
    report(
        Rule::stream_setting, binding.name->range,
        fmt::format("'{}' gets the header '{}' from its stream", function.cpp, binding.name->value),
        "remove it, and call stream.last_id()");
  }
}

int HttpChecker::choose_status(const WrittenHttpRoute& route, const model::Function& function) {
  if (function.kind == model::FunctionKind::subscription) {
    check_stream(route, function);
    return 200;
  }
  const bool has_content = function.output || !route.answer_types.empty();
  if (!route.status) return has_content ? 200 : 204;
  const std::int64_t status = route.status->value;
  if (status < 200 || status > 299) {
    report(Rule::status_range, route.status->range,
           fmt::format("{} is not a success status", status),
           "use 200 to 299; for a failure declare an error, to redirect use call.redirect()");
  } else if ((status == 204 || status == 205) && has_content) {
    report(Rule::status_without_body, route.status->range,
           fmt::format("an answer of status {} has no body, so the {} of '{}' would be lost",
                       status, function.output ? "result" : "answer", function.cpp),
           function.output ? "use another status, or let the function return void"
                           : "use another status, or remove .answer_types");
  }
  return static_cast<int>(status);
}

bool HttpChecker::has_files(const model::HttpRoute& route) const {
  const model::Struct* input =
      input_struct(workspace_.api, workspace_.api.functions[route.function]);
  return input != nullptr &&
         std::ranges::any_of(route.bindings, [&](const model::Binding& binding) {
           return binding.place == model::Place::body &&
                  model::holds_file(workspace_.api, input->fields[binding.field].type);
         });
}

/// The reason why a member cannot be sent as a text of a form; empty if it can.
std::string HttpChecker::fault_in_form(model::TypeIndex type) const {
  if (type == unresolved) return {};
  const model::ApiModel& api = workspace_.api;
  if (accepts_null(api, type)) return "can be null, and text cannot be null";
  const model::Type& plain = *plain_type(api, type);
  const auto* list = std::get_if<model::List>(&plain.kind);
  const model::ValueKind kind = value_kind(api, list != nullptr ? list->item : type);
  if (is_scalar(kind)) return {};
  return list != nullptr
             ? fmt::format("is a list with {}, and a form has only texts", kind_phrase(kind))
             : fmt::format("is {}, and a form has only texts", kind_phrase(kind));
}

/// Forms of pages have only names and texts.
void HttpChecker::check_form(const Written<bool>& form, model::HttpRoute& route) {
  const model::Function& function = workspace_.api.functions[route.function];
  const model::Struct* input = input_struct(workspace_.api, function);
  if (input == nullptr || route.body == model::BodyUse::none)
    return report(Rule::form_setting, form.range,
                  fmt::format("'{}' reads no members from a body", function.cpp),
                  "give it a struct and a method with a body, or remove .form");
  for (const model::Binding& binding : route.bindings) {
    if (binding.place != model::Place::body) continue;
    const model::Field& field = input->fields[binding.field];
    const std::string fault =
        field.is_rest ? "holds members that are not declared" : fault_in_form(field.type);
    if (fault.empty()) continue;
    return report(Rule::form_setting, form.range, fmt::format("'{}' {}", field.name, fault),
                  "remove .form, or read the member from another place");
  }
  route.form = true;
}

/// A form with files has only the members that are declared.
void HttpChecker::refuse_rest(const WrittenHttpRoute& route, const model::HttpRoute& checked) {
  const model::Struct& input =
      *input_struct(workspace_.api, workspace_.api.functions[checked.function]);
  const model::Field* const rest = model::rest_of(input);
  if (rest == nullptr) return;
  report(Rule::additional_properties, rest->location,
         fmt::format("'{}' holds members that are not declared, but {} takes a form with files",
                     rest->name, route_phrase(route)),
         "make the map a usual member: remove @additionalProperties");
}

void HttpChecker::bind(const WrittenHttpRoute& route, const ParsedPath& path,
                       model::HttpRoute& checked) {
  for (const PathParameter& parameter : path.parameters)
    checked.path_parameters.push_back(parameter.name);
  const BoundInput bound =
      bind_parameters(workspace_, route, path, workspace_.api.functions[checked.function]);
  checked.bindings = bound.bindings;
  checked.body = bound.body;
  checked.body_required = bound.body_required;
  checked.multipart = has_files(checked);
  if (checked.multipart) refuse_rest(route, checked);
  const bool has_members = checked.body != model::BodyUse::member;
  if (route.form && route.form->value && has_members) check_form(*route.form, checked);
  check_media_types(workspace_, route, checked);
  if (!checked.policy.tags.empty()) return;
  checked.policy.tags = {path.first_segment.empty()
                             ? std::string(unqualified(workspace_.api.cpp_namespace))
                             : path.first_segment};
}

void HttpChecker::report_missing(const WrittenHttpRoute& route) {
  if (!route.is_readable) return;
  report(Rule::missing_setting, route.range,
         fmt::format("a route needs {}", route.func ? "a path" : "a function"),
         route.func ? R"(add .path = "/…")" : "add .func = …");
}

void HttpChecker::check(const WrittenHttpRoute& route) {
  if (!route.path || !route.func) return report_missing(route);
  const std::optional<model::FunctionIndex> function = doors_.find_function(route);
  const std::optional<ParsedPath> path = parse_path(workspace_, route);
  const bool alone = path && is_alone(route, *path);
  if (!function) return;
  model::HttpRoute checked{doors_.check(route, *function)};
  checked.method = route.method;
  checked.status = choose_status(route, workspace_.api.functions[*function]);
  if (!path) return;
  checked.path = path->text;
  bind(route, *path, checked);
  // A name that is not a member is already reported, so it cannot be used to compare parameter
  // names.
  const auto in_path =
      std::ranges::count(checked.bindings, model::Place::path, &model::Binding::place);
  if (alone && in_path == std::ssize(path->parameters)) check_parameter_names(*path);
  workspace_.api.doors.emplace_back(std::move(checked));
}

}  // namespace vgen::tool::analysis
