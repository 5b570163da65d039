#include "tools/vgen/analysis/passes.hpp"

#include "tools/vgen/model/http_methods.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace vgen::tool::analysis {
namespace {

using frontend::BooleanValue;
using frontend::BracedValue;
using frontend::CallValue;
using frontend::DeclaredMember;
using frontend::DeclaredValue;
using frontend::DeclaredWiring;
using frontend::EnumeratorValue;
using frontend::FunctionValue;
using frontend::IntegerValue;
using frontend::MemberPointerValue;
using frontend::StringValue;
using frontend::UnknownValue;

/// The constructors of vgen's wiring types (`Path("/todos")`) say no more than their argument.
const DeclaredValue& unwrapped(const DeclaredValue& value) {
  const auto* call = std::get_if<CallValue>(&value.value);
  const bool wraps = call && call->arguments.size() == 1;
  return wraps ? unwrapped(call->arguments.front()) : value;
}

template <class T>
const T* value_as(const DeclaredValue& value) {
  return std::get_if<T>(&unwrapped(value).value);
}

/// Every function that a value refers to, at any depth.
void collect_functions(const DeclaredValue& value, std::vector<std::string>& functions) {
  if (const auto* function = std::get_if<FunctionValue>(&value.value))
    functions.push_back(function->name);
  if (const auto* call = std::get_if<CallValue>(&value.value)) {
    for (const DeclaredValue& argument : call->arguments) collect_functions(argument, functions);
  }
  if (const auto* braced = std::get_if<BracedValue>(&value.value)) {
    for (const DeclaredMember& member : braced->members) collect_functions(member.value, functions);
  }
}

/// What a route inherits from its group.
struct Inherited {
  std::vector<Written<StringValue>> prefix;
  std::vector<std::string> tags;
  std::optional<Written<bool>> auth;
};

/// Reads the settings of one route or group. Faults are reported at the setting; reading goes on.
class SettingsReader {
 public:
  explicit SettingsReader(Workspace& workspace) : workspace_(workspace) {}

  WrittenRoute read_route(const DeclaredValue& element, const Inherited& inherited);
  void read_group(const DeclaredValue& element);

 private:
  /// A member of `HttpRoute` or `HttpGroup` and what reads it. The order is that of the struct, for
  /// positional initialisers.
  struct Setting {
    std::string_view name;
    void (SettingsReader::*read)(const DeclaredValue&);
  };
  static const std::array<Setting, 15> route_settings;
  static const std::array<Setting, 6> group_settings;

  void read_members(const DeclaredValue& element, std::span<const Setting> settings);
  void refuse(const DeclaredValue& value, std::string_view expected);
  void refuse_if_given(const DeclaredValue& value, Rule rule);
  std::optional<std::string> read_name(const DeclaredValue& value);
  void read_list(const DeclaredValue& value, void (SettingsReader::*read)(const DeclaredValue&));
  void read_named_member(const DeclaredValue& value, model::Place place);
  std::optional<std::uint64_t> read_count(const DeclaredValue& value, std::uint64_t largest);

  void method(const DeclaredValue& value);
  void path(const DeclaredValue& value);
  void func(const DeclaredValue& value);
  void name(const DeclaredValue& value);
  void auth(const DeclaredValue& value);
  void status(const DeclaredValue& value);
  void permissions(const DeclaredValue& value) {
    refuse_if_given(value, Rule::permissions_not_served);
  }
  void middleware(const DeclaredValue& value) {
    refuse_if_given(value, Rule::middleware_not_served);
  }
  void query(const DeclaredValue& value) { read_list(value, &SettingsReader::query_member); }
  void query_member(const DeclaredValue& value);
  void headers(const DeclaredValue& value) { read_list(value, &SettingsReader::header_member); }
  void header_member(const DeclaredValue& value) { read_named_member(value, model::Place::header); }
  void cookies(const DeclaredValue& value) { read_list(value, &SettingsReader::cookie_member); }
  void cookie_member(const DeclaredValue& value) { read_named_member(value, model::Place::cookie); }
  void tags(const DeclaredValue& value);
  void tag(const DeclaredValue& value);
  void body_limit(const DeclaredValue& value);
  void timeout(const DeclaredValue& value);
  void blocking(const DeclaredValue& value);
  void routes(const DeclaredValue& value) { group_routes_ = &value; }

  Workspace& workspace_;
  std::string_view setting_;  ///< That is read now, for messages.
  WrittenRoute route_;
  const DeclaredValue* group_routes_ = nullptr;
};

const std::array<SettingsReader::Setting, 15> SettingsReader::route_settings = {{
    {"method", &SettingsReader::method},
    {"path", &SettingsReader::path},
    {"func", &SettingsReader::func},
    {"name", &SettingsReader::name},
    {"auth", &SettingsReader::auth},
    {"status", &SettingsReader::status},
    {"permissions", &SettingsReader::permissions},
    {"middleware", &SettingsReader::middleware},
    {"query", &SettingsReader::query},
    {"headers", &SettingsReader::headers},
    {"cookies", &SettingsReader::cookies},
    {"tags", &SettingsReader::tags},
    {"body_limit", &SettingsReader::body_limit},
    {"timeout", &SettingsReader::timeout},
    {"blocking", &SettingsReader::blocking},
}};

const std::array<SettingsReader::Setting, 6> SettingsReader::group_settings = {{
    {"prefix", &SettingsReader::path},
    {"tags", &SettingsReader::tags},
    {"auth", &SettingsReader::auth},
    {"permissions", &SettingsReader::permissions},
    {"middleware", &SettingsReader::middleware},
    {"routes", &SettingsReader::routes},
}};

WrittenRoute SettingsReader::read_route(const DeclaredValue& element, const Inherited& inherited) {
  route_ = {.range = element.range,
            .path = {},
            .func = {},
            .name = {},
            .auth = inherited.auth,
            .status = {},
            .bindings = {},
            .tags = {}};
  read_members(element, route_settings);
  if (!route_.path.empty())
    route_.path.insert(route_.path.begin(), inherited.prefix.begin(), inherited.prefix.end());
  if (route_.tags.empty()) route_.tags = inherited.tags;
  return route_;
}

void SettingsReader::read_group(const DeclaredValue& element) {
  route_ = {};
  group_routes_ = nullptr;
  read_members(element, group_settings);
  const Inherited inherited{.prefix = route_.path, .tags = route_.tags, .auth = route_.auth};
  if (!group_routes_) return;
  const auto* routes = value_as<BracedValue>(*group_routes_);
  if (!routes) {
    setting_ = "routes";
    return refuse(*group_routes_, "a literal list of routes");
  }
  for (const DeclaredMember& route : routes->members)
    workspace_.routes.push_back(read_route(route.value, inherited));
}

void SettingsReader::read_members(const DeclaredValue& element, std::span<const Setting> settings) {
  const auto* braced = value_as<BracedValue>(element);
  if (!braced) {
    setting_ = "route";
    return refuse(element, "a literal in braces");
  }
  std::size_t position = 0;
  for (const DeclaredMember& member : braced->members) {
    const auto setting = member.name.empty()
                             ? settings.begin() + static_cast<std::ptrdiff_t>(
                                                      std::min(position, settings.size() - 1))
                             : std::ranges::find(settings, member.name, &Setting::name);
    ++position;
    if (setting == settings.end()) continue;  // the compiler refuses other names
    setting_ = setting->name;
    (this->*setting->read)(member.value);
  }
}

void SettingsReader::refuse(const DeclaredValue& value, std::string_view expected) {
  route_.is_readable = false;
  const auto* unknown = value_as<UnknownValue>(value);
  const std::string why =
      unknown && !unknown->why.empty() ? fmt::format(": it {}", unknown->why) : "";
  workspace_.report(
      make_diagnostic(Rule::unreadable_value, value.range,
                      fmt::format("vgen cannot read '{}' from the source{}", setting_, why),
                      fmt::format("write {}", expected)));
}

void SettingsReader::refuse_if_given(const DeclaredValue& value, Rule rule) {
  const auto* braced = value_as<BracedValue>(value);
  if (braced && braced->members.empty()) return;
  workspace_.report(make_diagnostic(
      rule, value.range, fmt::format("'.{}' is not served yet by this version of vgen", setting_),
      "remove it and check inside the function"));
}

std::optional<std::string> SettingsReader::read_name(const DeclaredValue& value) {
  if (const auto* text = value_as<StringValue>(value)) return text->text;
  refuse(value, "a string literal");
  return std::nullopt;
}

void SettingsReader::read_list(const DeclaredValue& value,
                               void (SettingsReader::*read)(const DeclaredValue&)) {
  const auto* braced = value_as<BracedValue>(value);
  if (!braced) return refuse(value, "a list in braces");
  for (const DeclaredMember& member : braced->members) (this->*read)(member.value);
}

void SettingsReader::read_named_member(const DeclaredValue& value, model::Place place) {
  const auto* braced = value_as<BracedValue>(value);
  const bool is_pair = braced && braced->members.size() == 2;
  if (!is_pair) return refuse(value, R"({"Name", &Input::member})");
  const DeclaredValue& name = braced->members[0].value;
  const DeclaredValue& member = braced->members[1].value;
  const auto* pointer = value_as<MemberPointerValue>(member);
  if (!pointer) return refuse(member, "a member of the input: &Input::member");
  if (const auto text = read_name(name)) {
    route_.bindings.push_back({.place = place,
                               .name = Written<std::string>{*text, name.range},
                               .member = {*pointer, member.range}});
  }
}

std::optional<std::uint64_t> SettingsReader::read_count(const DeclaredValue& value,
                                                        std::uint64_t largest) {
  const auto* number = value_as<IntegerValue>(value);
  if (number && (!number->negative || number->magnitude == 0) && number->magnitude <= largest)
    return number->magnitude;
  refuse(value, "a whole number");
  return std::nullopt;
}

void SettingsReader::method(const DeclaredValue& value) {
  const auto* enumerator = value_as<EnumeratorValue>(value);
  const auto* names = enumerator ? model::find_method(enumerator->name) : nullptr;
  if (!names) return refuse(value, "vgen::Method::get, post, put, patch or del");
  route_.method = names->method;
}

void SettingsReader::path(const DeclaredValue& value) {
  const auto* text = value_as<StringValue>(value);
  if (!text) return refuse(value, "a string literal");
  route_.path.push_back({*text, unwrapped(value).range});
}

void SettingsReader::func(const DeclaredValue& value) {
  const auto* function = value_as<FunctionValue>(value);
  if (!function) return refuse(value, "the name of a function");
  route_.func = Written<FunctionValue>{*function, value.range};
}

void SettingsReader::name(const DeclaredValue& value) {
  if (const auto text = read_name(value)) route_.name = Written<std::string>{*text, value.range};
}

void SettingsReader::auth(const DeclaredValue& value) {
  const auto* flag = value_as<BooleanValue>(value);
  if (!flag) return refuse(value, "true or false");
  route_.auth = Written<bool>{flag->value, value.range};
}

void SettingsReader::status(const DeclaredValue& value) {
  const auto* number = value_as<IntegerValue>(value);
  if (!number || number->magnitude > 999) return refuse(value, "a status from 200 to 299");
  const auto magnitude = static_cast<std::int64_t>(number->magnitude);
  route_.status = Written<std::int64_t>{number->negative ? -magnitude : magnitude, value.range};
}

void SettingsReader::query_member(const DeclaredValue& value) {
  const auto* pointer = value_as<MemberPointerValue>(value);
  if (!pointer) return refuse(value, "a member of the input: &Input::member");
  route_.bindings.push_back(
      {.place = model::Place::query, .name = {}, .member = {*pointer, value.range}});
}

void SettingsReader::tags(const DeclaredValue& value) {
  read_list(value, &SettingsReader::tag);
}

void SettingsReader::tag(const DeclaredValue& value) {
  const auto text = read_name(value);
  if (!text) return;
  if (text->find_first_not_of(' ') == std::string::npos) {
    workspace_.report(make_diagnostic(Rule::empty_tag, value.range, "a tag needs a name",
                                      "remove .tags to use the first segment of the path"));
  } else if (std::ranges::find(route_.tags, *text) == route_.tags.end()) {
    route_.tags.push_back(*text);
  }
}

void SettingsReader::body_limit(const DeclaredValue& value) {
  if (const auto bytes = read_count(value, ~std::uint64_t{0})) route_.body_limit = *bytes;
}

void SettingsReader::timeout(const DeclaredValue& value) {
  if (const auto milliseconds = read_count(value, ~0U))
    route_.timeout = static_cast<unsigned>(*milliseconds);
}

void SettingsReader::blocking(const DeclaredValue& value) {
  const auto* flag = value_as<BooleanValue>(value);
  if (!flag) return refuse(value, "true or false");
  if (flag->value) {
    workspace_.report(make_diagnostic(Rule::blocking_not_served, value.range,
                                      "'.blocking' is not served yet by this version of vgen",
                                      "remove it; the function runs on the connection's thread"));
  }
}

/// Wirings that this version knows but does not serve.
struct NotServed {
  std::string_view type;
  Rule rule;
  std::string_view what;
};

constexpr NotServed not_served[] = {
    {"ChannelRoute", Rule::channel_not_served, "channels are"},
    {"Topic", Rule::channel_not_served, "topics are"},
    {"RpcRoute", Rule::rpc_route_not_served, "RPC routes are"},
    {"Schedule", Rule::schedule_not_served, "schedules are"},
    {"Security", Rule::security_not_served, "security schemes are"},
    {"Global", Rule::global_not_served, "global settings are"},
};

void refuse_wiring(Workspace& workspace, const DeclaredWiring& wiring) {
  const auto* row = std::ranges::find(not_served, wiring.type, &NotServed::type);
  if (row == std::end(not_served)) return;
  workspace.report(make_diagnostic(
      row->rule, wiring.range, fmt::format("{} not served yet by this version of vgen", row->what),
      "this version serves vgen::HttpRoute and vgen::HttpGroup"));
}

}  // namespace

void read_wiring(Workspace& workspace) {
  SettingsReader reader(workspace);
  for (const DeclaredWiring& wiring : workspace.declared.wirings) {
    for (const DeclaredValue& element : wiring.elements) {
      collect_functions(element, workspace.wired_functions);
      if (wiring.type == "HttpRoute") workspace.routes.push_back(reader.read_route(element, {}));
      if (wiring.type == "HttpGroup") reader.read_group(element);
    }
    refuse_wiring(workspace, wiring);
  }
}

}  // namespace vgen::tool::analysis
