#include "tools/vgen/analysis/wiring/bind_parameters.hpp"

#include "tools/vgen/analysis/wiring/http_text.hpp"
#include "tools/vgen/model/http_methods.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"
#include "tools/vgen/support/spelling.hpp"
#include "tools/vgen/support/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace vgen::tool::analysis {
namespace {

using model::Place;

constexpr std::string_view reserved_headers[] = {
    "content-type",      "accept",     "authorization", "cookie", "host", "content-length",
    "transfer-encoding", "connection", "upgrade"};

std::string help_for_reserved(std::string_view name) {
  if (name == "cookie") return "read cookies through .cookies";
  if (name == "content-type") return "to take other bodies than JSON, use .body_types";
  if (name == "accept") return "to answer with other media types than JSON, use .answer_types";
  return "use another header, such as X-Name";
}

/// token of RFC 9110, section 5.6.2
bool is_token(std::string_view text) {
  static constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  const auto is_token_character = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           others.find(c) != std::string_view::npos;
  };
  return !text.empty() && std::ranges::all_of(text, is_token_character);
}

std::string_view place_phrase(Place place) {
  switch (place) {
    case Place::path: return "the path";
    case Place::query: return "the query";
    case Place::header: return "a header";
    case Place::cookie: return "a cookie";
    case Place::body: return "the body";
  }
  return "";
}

bool has_body(model::HttpMethod method) {
  return method != model::HttpMethod::get && method != model::HttpMethod::del;
}

/// The place of one member and what put it there.
struct BoundField {
  Place place = Place::body;
  std::string name;
  SourceRange range;     ///< Of the parameter or setting; line 0 where the method decides.
  bool is_rest = false;  ///< Whether it is the rest of the path.
};

class Binder {
 public:
  Binder(Workspace& workspace, const WrittenHttpRoute& route, model::StructIndex input)
      : workspace_(workspace),
        route_(route),
        input_(workspace.api.structs[input]),
        index_(input),
        bound_(input_.fields.size()) {}

  BoundInput bind(const ParsedPath& path);

 private:
  void bind_path_parameter(const PathParameter& parameter);
  void bind_written(const WrittenBinding& binding);
  void bind_rest();
  void place_field(std::size_t field, BoundField bound);
  bool accepts_name(const WrittenBinding& binding);
  [[nodiscard]] bool is_negotiated(std::string_view header) const;
  void check_type(std::size_t field);
  void check_names();
  void check_body();
  [[nodiscard]] bool declares(const frontend::MemberPointerValue& member) const;
  [[nodiscard]] std::size_t find_field(std::string_view name) const;
  void report(Rule rule, const SourceRange& range, std::string message, std::string help) {
    workspace_.report(make_diagnostic(rule, range, std::move(message), std::move(help)));
  }

  Workspace& workspace_;
  const WrittenHttpRoute& route_;
  const model::Struct& input_;
  model::StructIndex index_;
  std::vector<std::optional<BoundField>> bound_;  ///< One a field.
};

std::size_t Binder::find_field(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::find(input_.fields, name, &model::Field::name) -
                                  input_.fields.begin());
}

void Binder::place_field(std::size_t field, BoundField bound) {
  if (!bound_[field]) {
    bound_[field] = std::move(bound);
    return;
  }
  workspace_.report(with_note(
      make_diagnostic(Rule::member_bound_twice, bound.range,
                      fmt::format("'{}' is already read from {}", input_.fields[field].name,
                                  place_phrase(bound_[field]->place)),
                      "a member is read from one place only: remove one of them"),
      "it is bound here", bound_[field]->range));
}

void Binder::bind_path_parameter(const PathParameter& parameter) {
  const std::size_t field = find_field(parameter.name);
  if (field < input_.fields.size())
    return place_field(field, {Place::path, parameter.name, parameter.range, parameter.is_rest});
  std::vector<std::string> names;
  names.reserve(input_.fields.size());
  for (const model::Field& candidate : input_.fields) names.push_back(candidate.name);
  const std::optional<std::string> nearest = nearest_name(parameter.name, names);
  workspace_.report(with_note(
      make_diagnostic(
          Rule::unknown_path_parameter, parameter.range,
          fmt::format("path parameter '{}' is not a member of '{}'", parameter.name, input_.cpp),
          nearest ? fmt::format("did you mean '{}'?", *nearest)
                  : fmt::format("add a member '{}', or rename the parameter", parameter.name)),
      fmt::format("'{}' is declared here", input_.cpp), input_.location));
}

/// Whether a member pointer names a member of the input: of its own class, or of one of its bases.
bool Binder::declares(const frontend::MemberPointerValue& member) const {
  const std::size_t field = find_field(member.member);
  if (field == input_.fields.size()) return false;
  const frontend::DeclaredField* declared = workspace_.origins[index_][field].field;
  for (const auto& [cpp, record] : workspace_.declared.records) {
    if (record.name != member.record && cpp != member.record) continue;
    const bool is_declared_here = std::ranges::any_of(
        record.fields, [&](const auto& candidate) { return &candidate == declared; });
    if (is_declared_here || &record == workspace_.records[index_]) return true;
  }
  return false;
}

bool Binder::accepts_name(const WrittenBinding& binding) {
  if (!binding.name) return true;
  const std::string& name = binding.name->value;
  if (!is_token(name)) {
    report(Rule::header_name, binding.name->range,
           fmt::format("'{}' cannot be the name of {}", name, place_phrase(binding.place)),
           "use letters, digits and !#$%&'*+-.^_`|~");
    return false;
  }
  const bool is_reserved =
      std::ranges::find(reserved_headers, ascii_lower(name)) != std::end(reserved_headers);
  if (binding.place != Place::header || !is_reserved || is_negotiated(name)) return true;
  report(Rule::reserved_header, binding.name->range,
         fmt::format("the header '{}' is reserved for HTTP itself", name),
         help_for_reserved(ascii_lower(name)));
  return false;
}

/// Whether a header says which of several media types of the route is meant.
bool Binder::is_negotiated(std::string_view header) const {
  const std::string name = ascii_lower(header);
  return (name == "content-type" && !route_.body_types.empty()) ||
         (name == "accept" && !route_.answer_types.empty());
}

void Binder::bind_written(const WrittenBinding& binding) {
  const frontend::MemberPointerValue& member = binding.member.value;
  if (!declares(member)) {
    workspace_.report(with_note(
        make_diagnostic(Rule::foreign_member, binding.member.range,
                        fmt::format("'{}::{}' is not a member of '{}', the function's input",
                                    member.record, member.member, input_.cpp),
                        "name a member of the function's own input"),
        fmt::format("'{}' is declared here", input_.cpp), input_.location));
    return;
  }
  if (!accepts_name(binding)) return;
  const std::size_t field = find_field(member.member);
  place_field(field,
              {binding.place, binding.name ? binding.name->value : input_.fields[field].wire_name,
               binding.member.range});
}

void Binder::bind_rest() {
  const bool is_body = has_body(route_.method) && !route_.body_range;
  const Place place = is_body ? Place::body : Place::query;
  for (std::size_t i = 0; i < bound_.size(); ++i) {
    if (!bound_[i]) bound_[i] = BoundField{place, input_.fields[i].wire_name, {}};
  }
}

/// Parameters are texts: scalars, or lists of them outside of the path.
void Binder::check_type(std::size_t index) {
  const model::Field& field = input_.fields[index];
  const BoundField& bound = *bound_[index];
  const bool is_alone = bound.place == Place::body && route_.body_range;
  if (field.is_rest && (bound.place != Place::body || is_alone)) {
    return report(
        Rule::additional_properties, bound.range.line != 0 ? bound.range : route_.range,
        fmt::format("'{}' holds the members of a body that are not declared, and {} has no "
                    "such body",
                    field.name, route_phrase(route_)),
        "remove @additionalProperties, or let the body have members");
  }
  if (bound.place == Place::body || field.type == unresolved) return;
  const model::Type& plain = *plain_type(workspace_.api, field.type);
  const auto* list = std::get_if<model::List>(&plain.kind);
  const model::ValueKind kind = value_kind(workspace_.api, field.type);
  const bool is_list_of_scalars = list && is_scalar(value_kind(workspace_.api, list->item));
  std::string problem;
  if (bound.place == Place::path && field.optional)
    problem = "it is optional, and nothing in a path can be absent";
  if (bound.place == Place::path && field.has_default)
    problem = "it has a default, and nothing in a path can be absent";
  if (bound.place == Place::path && list)
    problem = "it is a list, and a path parameter has one value";
  if (bound.is_rest && kind != model::ValueKind::string && kind != model::ValueKind::path)
    problem = "the rest of a path is a string";
  if (accepts_null(workspace_.api, field.type)) problem = "it can be null, and text cannot be null";
  if (!is_scalar(kind) && !is_list_of_scalars)
    problem = fmt::format("it is {}, and parameters are text", kind_phrase(kind));
  if (problem.empty()) return;
  const std::string message = fmt::format("'{}' cannot be read from {}: {}", field.name,
                                          place_phrase(bound.place), problem);
  const std::string help =
      bound.is_rest ? "make it a std::string, or remove the dots"
      : bound.place == Place::path
          ? "make it a scalar, string or enum, without '= value'"
          : "make it a scalar, a string, an enum or a list of these, or use a method with a body";
  if (bound.range.line != 0) return report(Rule::parameter_type, bound.range, message, help);
  const frontend::DeclaredField* declared = workspace_.origins[index_][index].field;
  workspace_.report(
      with_note(make_diagnostic(Rule::parameter_type,
                                declared ? declared->type_range : field.location, message, help),
                fmt::format("{} is wired here", route_phrase(route_)), route_.range));
}

/// Headers are told apart regardless of case (RFC 9110, section 5.1), cookies and query parameters
/// exactly.
void Binder::check_names() {
  std::map<std::pair<Place, std::string>, const BoundField*> owners;
  for (const std::optional<BoundField>& bound : bound_) {
    if (bound->place == Place::body || bound->place == Place::path) continue;
    const std::string name = bound->place == Place::header ? ascii_lower(bound->name) : bound->name;
    const auto [owner, is_free] = owners.emplace(std::pair(bound->place, name), &*bound);
    if (is_free) continue;
    workspace_.report(
        with_note(make_diagnostic(Rule::repeated_parameter_name,
                                  bound->range.line == 0 ? route_.range : bound->range,
                                  fmt::format("the name '{}' of {} is used for two members",
                                              bound->name, place_phrase(bound->place)),
                                  "remove one of them, or give it another name"),
                  "the other one is here", owner->second->range));
  }
}

/// Whether a struct needs no member, so that an empty body stands for it.
bool may_be_empty(const model::ApiModel& api, model::TypeIndex type) {
  const std::optional<model::StructIndex> record =
      type == unresolved ? std::nullopt : struct_of(api, type);
  return record && std::ranges::none_of(api.structs[*record].fields, [](const auto& field) {
           return field.required_in_input() && !field.read_only;
         });
}

/// The member that is the whole body.
void Binder::check_body() {
  if (!route_.body_range) return;
  if (!has_body(route_.method))
    report(Rule::body_member, *route_.body_range,
           fmt::format("{} has no body", names_of(route_.method).word),
           "remove .body, or use a method with a body");
  if (route_.form && route_.form->value)
    report(Rule::body_member, *route_.body_range,
           "a form has members, and .body makes one member the whole body",
           "remove .form or .body");
  for (std::size_t i = 0; i < bound_.size(); ++i) {
    const model::TypeIndex type = input_.fields[i].type;
    if (bound_[i]->place == Place::body && type != unresolved &&
        model::holds_file(workspace_.api, type))
      report(Rule::body_member, *route_.body_range,
             fmt::format("'{}' is a file, and a body of JSON has none", input_.fields[i].name),
             "remove .body: a body with files is a form");
  }
}

BoundInput Binder::bind(const ParsedPath& path) {
  for (const PathParameter& parameter : path.parameters) bind_path_parameter(parameter);
  for (const WrittenBinding& binding : route_.bindings) bind_written(binding);
  bind_rest();
  check_names();
  check_body();

  BoundInput result;
  std::size_t in_body = 0;
  for (std::size_t i = 0; i < bound_.size(); ++i) {
    check_type(i);
    const model::Field& field = input_.fields[i];
    result.bindings.push_back({.field = i, .place = bound_[i]->place, .name = bound_[i]->name});
    if (bound_[i]->place != Place::body) continue;
    ++in_body;
    const bool is_empty = route_.body_range && may_be_empty(workspace_.api, field.type);
    if (field.required_in_input() && !field.read_only && !is_empty) result.body_required = true;
  }
  const bool is_whole = has_body(route_.method) && in_body == bound_.size();
  result.body = route_.body_range && in_body > 0 ? model::BodyUse::member
                : is_whole                       ? model::BodyUse::whole
                : in_body > 0                    ? model::BodyUse::fields
                                                 : model::BodyUse::none;
  return result;
}

/// Of a function whose input is no struct: the whole body, or nothing.
BoundInput bind_whole(Workspace& workspace, const WrittenHttpRoute& route, const ParsedPath& path,
                      const model::Function& function) {
  const std::string_view what = function.input ? "not a struct" : "void";
  for (const PathParameter& parameter : path.parameters) {
    workspace.report(make_diagnostic(
        Rule::unknown_path_parameter, parameter.range,
        fmt::format("path parameter '{}' has no member: the input of '{}' is {}", parameter.name,
                    function.cpp, what),
        fmt::format("give the function a struct with a member '{}'", parameter.name)));
  }
  for (const WrittenBinding& binding : route.bindings) {
    workspace.report(make_diagnostic(
        Rule::foreign_member, binding.member.range,
        fmt::format("'{}::{}' is not a member of the input of '{}', which is {}",
                    binding.member.value.record, binding.member.value.member, function.cpp, what),
        "name a member of the function's own input"));
  }
  if (!function.input) return {};
  if (!has_body(route.method)) {
    workspace.report(
        make_diagnostic(Rule::input_without_body, route.func->range,
                        fmt::format("the input of '{}' is a whole body, and {} has no body",
                                    function.cpp, names_of(route.method).word),
                        "put the value into a struct, or use a method with a body"));
  }
  return {.bindings = {}, .body = model::BodyUse::whole, .body_required = true};
}

}  // namespace

BoundInput bind_parameters(Workspace& workspace, const WrittenHttpRoute& route,
                           const ParsedPath& path, const model::Function& function) {
  if (function.input == unresolved) return {};
  const auto input = function.input ? struct_of(workspace.api, *function.input) : std::nullopt;
  return input ? Binder(workspace, route, *input).bind(path)
               : bind_whole(workspace, route, path, function);
}

}  // namespace vgen::tool::analysis
