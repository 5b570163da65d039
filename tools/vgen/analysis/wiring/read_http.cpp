#include "tools/vgen/analysis/wiring/read_http.hpp"

#include "tools/vgen/analysis/wiring/policy_settings.hpp"
#include "tools/vgen/model/http_methods.hpp"

#include <algorithm>

namespace vgen::tool::analysis {
namespace {

using frontend::BracedValue;
using frontend::DeclaredValue;

void read_method(SettingReader& reader, const DeclaredValue& value, WrittenHttpRoute& into) {
  const auto* enumerator = value_as<frontend::EnumeratorValue>(value);
  const auto* names = enumerator ? model::find_method(enumerator->name) : nullptr;
  if (!names) return reader.refuse(value, "vgen::Method::get, post, put, patch, del or query");
  into.method = names->method;
}

void read_status(SettingReader& reader, const DeclaredValue& value, WrittenHttpRoute& into) {
  const auto* number = value_as<frontend::IntegerValue>(value);
  if (!number || number->magnitude > 999) return reader.refuse(value, "a status from 200 to 299");
  const auto magnitude = static_cast<std::int64_t>(number->magnitude);
  into.status = Written<std::int64_t>{number->negative ? -magnitude : magnitude, value.range};
}

void read_timeout(SettingReader& reader, const DeclaredValue& value, WrittenHttpRoute& into) {
  reader.read(value, into.timeout);
  into.timeout_range = value.range;
}

/// Reads `&CreateTodo::key` of `.query`.
void read_query(SettingReader& reader, const DeclaredValue& value, WrittenHttpRoute& into) {
  reader.read_list(value, 16, [&](const DeclaredValue& item) {
    const auto* pointer = value_as<frontend::MemberPointerValue>(item);
    if (!pointer) return reader.refuse(item, "a member of the input: &Input::member");
    into.bindings.push_back(
        {.place = model::Place::query, .name = {}, .member = {*pointer, item.range}});
  });
}

/// Reads `&ReplaceTodo::todo` of `.body`.
void read_body(SettingReader& reader, const DeclaredValue& value, WrittenHttpRoute& into) {
  const auto* pointer = value_as<frontend::MemberPointerValue>(value);
  if (!pointer) return reader.refuse(value, "a member of the input: &Input::member");
  into.bindings.push_back(
      {.place = model::Place::body, .name = {}, .member = {*pointer, value.range}});
  into.body_range = value.range;
}

/// Reads `{"Idempotency-Key", &CreateTodo::key}`.
void read_named_member(SettingReader& reader, const DeclaredValue& value, model::Place place,
                       WrittenHttpRoute& into) {
  const auto* braced = value_as<BracedValue>(value);
  const bool is_pair = braced && braced->members.size() == 2;
  if (!is_pair) return reader.refuse(value, R"({"Name", &Input::member})");
  const DeclaredValue& member = braced->members[1].value;
  const auto* pointer = value_as<frontend::MemberPointerValue>(member);
  if (!pointer) return reader.refuse(member, "a member of the input: &Input::member");
  std::optional<Written<std::string>> name;
  reader.read(braced->members[0].value, name);
  if (name)
    into.bindings.push_back({.place = place, .name = name, .member = {*pointer, member.range}});
}

template <std::vector<Written<std::string>> WrittenHttpRoute::* types>
void read_media_types(SettingReader& reader, const DeclaredValue& value, WrittenHttpRoute& into) {
  reader.read_list(value, 8, [&](const DeclaredValue& item) {
    std::optional<Written<std::string>> type;
    reader.read(item, type);
    if (type) (into.*types).push_back(*type);
  });
}

template <model::Place place>
void read_named_members(SettingReader& reader, const DeclaredValue& value, WrittenHttpRoute& into) {
  reader.read_list(
      value, 16, [&](const DeclaredValue& item) { read_named_member(reader, item, place, into); });
}

constexpr Setting<WrittenHttpRoute> route_settings[] = {
    {"method", read_method},
    {"path", member<&WrittenHttpRoute::path>},
    {"func", member<&WrittenHttpRoute::func>},
    {"name", member<&WrittenHttpRoute::name>},
    policy::auth<WrittenHttpRoute>,
    {"status", read_status},
    policy::permissions<WrittenHttpRoute>,
    policy::middleware<WrittenHttpRoute>,
    {"query", read_query},
    {"headers", read_named_members<model::Place::header>},
    {"cookies", read_named_members<model::Place::cookie>},
    {"body", read_body},
    policy::tags<WrittenHttpRoute>,
    policy::body_limit<WrittenHttpRoute>,
    {"timeout", read_timeout},
    policy::blocking<WrittenHttpRoute>,
    {"form", member<&WrittenHttpRoute::form>},
    {"body_types", read_media_types<&WrittenHttpRoute::body_types>},
    {"answer_types", read_media_types<&WrittenHttpRoute::answer_types>},
};

void read_routes(SettingReader& reader, const DeclaredValue& value, WrittenHttpGroup& into) {
  const auto* routes = value_as<BracedValue>(value);
  if (!routes) return reader.refuse(value, "a literal list of routes");
  reader.check_count(*routes, 32);
  for (const frontend::DeclaredMember& route : routes->members)
    into.routes.push_back(read_http_route(reader.workspace(), route.value));
}

constexpr Setting<WrittenHttpGroup> group_settings[] = {
    {"prefix", member<&WrittenHttpGroup::prefix>},
    policy::tags<WrittenHttpGroup>,
    policy::auth<WrittenHttpGroup>,
    policy::permissions<WrittenHttpGroup>,
    policy::middleware<WrittenHttpGroup>,
    {"routes", read_routes},
};

}  // namespace

std::span<const Setting<WrittenHttpRoute>> http_route_settings() {
  return route_settings;
}

std::span<const Setting<WrittenHttpGroup>> http_group_settings() {
  return group_settings;
}

WrittenHttpRoute read_http_route(Workspace& workspace, const DeclaredValue& element) {
  WrittenHttpRoute route;
  route.range = element.range;
  route.is_readable = read_settings(workspace, element, http_route_settings(), route);
  return route;
}

std::vector<WrittenHttpRoute> read_http_group(Workspace& workspace, const DeclaredValue& element) {
  WrittenHttpGroup group;
  read_settings(workspace, element, http_group_settings(), group);
  for (WrittenHttpRoute& route : group.routes) {
    route.inherit(group);
    route.prefix = group.prefix;
  }
  return group.routes;
}

}  // namespace vgen::tool::analysis
