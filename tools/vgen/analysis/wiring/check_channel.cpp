#include "tools/vgen/analysis/wiring/check_channel.hpp"

#include "tools/vgen/analysis/wiring/bind_parameters.hpp"
#include "tools/vgen/analysis/wiring/check_guards.hpp"
#include "tools/vgen/analysis/wiring/check_topic_routes.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace vgen::tool::analysis {
namespace {

using model::FunctionKind;

/// The names that tell the frames of a channel apart.
constexpr std::string_view frame_members[] = {"$id",   "authenticate", "call",
                                              "error", "subscribe",    "subscribed",
                                              "topic", "unsubscribe",  "unsubscribed"};

constexpr std::string_view text_type = "std::string";
constexpr std::string_view bytes_type = "std::span<const std::byte>";

/// `ChannelMessage`, and what else can be at its place.
std::string_view needed_form(FunctionKind kind) {
  switch (kind) {
    case FunctionKind::channel_open: return "a ChannelConnection";
    case FunctionKind::channel_close: return "a ChannelDisconnection";
    case FunctionKind::channel_message: return "a ChannelMessage";
    case FunctionKind::api: return "an API function";
    case FunctionKind::subscription: return "a subscription";
    case FunctionKind::task: return "a scheduled task";
  }
  return "";
}

/// The route of the opening request: GET, and the open handler as its function.
WrittenHttpRoute opening_route(const WrittenChannel& channel) {
  WrittenHttpRoute route;
  route.range = channel.range;
  route.path = channel.path;
  route.func = channel.on_connect;
  return route;
}

}  // namespace

bool ChannelChecker::has_needed_settings(const WrittenChannel& channel) {
  if (channel.name && channel.path) return true;
  if (channel.is_readable) {
    report(Rule::missing_setting, channel.range,
           fmt::format("a channel needs {}", channel.name ? "a path" : "a name"),
           channel.name ? R"(add .path = "/…")" : R"(add .name = "…")");
  }
  return false;
}

bool ChannelChecker::is_name(const Written<std::string>& written, std::string_view what) {
  if (is_identifier(written.value)) return true;
  report(Rule::message_value, written.range, fmt::format("'{}' cannot be {}", written.value, what),
         "use letters, digits and '_', and begin with a letter: it becomes a name in clients");
  return false;
}

void ChannelChecker::check_name(const WrittenChannel& channel) {
  is_name(*channel.name, "the name of a channel");
  const auto [owner, is_free] = names_.emplace(channel.name->value, channel.name->range);
  if (is_free) return;
  workspace_.report(
      with_note(make_diagnostic(Rule::duplicate_channel, channel.name->range,
                                fmt::format("two channels are named '{}'", channel.name->value),
                                "give one of them another .name"),
                "the other one is here", owner->second));
}

std::optional<model::FunctionIndex> ChannelChecker::find_handler(const WrittenFunction& written,
                                                                 FunctionKind kind,
                                                                 std::string_view setting) {
  if (!written) return std::nullopt;
  const std::optional<model::FunctionIndex> index = doors_.find_function(*written);
  if (!index) return std::nullopt;
  const model::Function& function = workspace_.api.functions[*index];
  if (function.kind == kind) return index;
  workspace_.report(with_note(
      make_diagnostic(Rule::channel_handler, written->range,
                      fmt::format("'{}' cannot be the {} of a channel", function.cpp, setting),
                      fmt::format("{} is {}", setting, needed_form(kind))),
      fmt::format("'{}' is declared here", function.cpp), function.location));
  return std::nullopt;
}

void ChannelChecker::check_path(const WrittenChannel& channel, model::Channel& checked) {
  const WrittenHttpRoute route = opening_route(channel);
  const std::optional<ParsedPath> path = parse_path(workspace_, route);
  if (!path) return;
  http_.is_alone(route, *path);
  checked.path = path->text;
  for (const PathParameter& parameter : path->parameters)
    checked.path_parameters.push_back(parameter.name);
  if (checked.open) {
    checked.bindings =
        bind_parameters(workspace_, route, *path, workspace_.api.functions[*checked.open]).bindings;
  } else if (!channel.on_connect) {
    for (const PathParameter& parameter : path->parameters) {
      report(Rule::unread_parameter, parameter.range,
             fmt::format("nothing reads the path parameter '{}'", parameter.name),
             "add .on_connect = …, whose input has a member of this name");
    }
  }
}

/// A member must not have the name of what a frame has beside it.
void ChannelChecker::check_members(const std::optional<model::TypeIndex>& type,
                                   const model::Channel& channel) {
  if (!type || *type == unresolved) return;
  for (const model::StructIndex index : contents_of(workspace_.api, *type).structs) {
    for (const model::Field& field : workspace_.api.structs[index].fields) {
      if (field.is_rest) {
        report(
            Rule::reserved_member, field.location,
            fmt::format("'{}' is a message of the channel '{}', and '{}' could have a member that "
                        "the channel uses itself",
                        workspace_.api.structs[index].cpp, channel.name, field.name),
            "make the map a usual member: remove @additionalProperties");
        continue;
      }
      const bool is_key = field.wire_name == channel.key;
      const bool is_reserved =
          std::ranges::find(frame_members, field.wire_name) != std::end(frame_members);
      if (!is_key && !is_reserved) continue;
      report(Rule::reserved_member, field.location,
             fmt::format("'{}' is a message of the channel '{}', which uses the member '{}' itself",
                         workspace_.api.structs[index].cpp, channel.name, field.wire_name),
             is_key ? "rename the member with @rename, or set another .key"
                    : "rename the member with @rename");
    }
  }
}

void ChannelChecker::check_members(model::FunctionIndex function, const model::Channel& channel) {
  check_members(workspace_.api.functions[function].input, channel);
  check_members(workspace_.api.functions[function].output, channel);
}

std::optional<model::ChannelMessage> ChannelChecker::check_message(const WrittenMessage& message,
                                                                   const model::Channel& channel) {
  if (!message.value || !message.func) {
    if (message.is_readable) {
      report(Rule::missing_setting, message.range,
             fmt::format("a message needs {}", message.func ? "a value" : "a function"),
             message.func ? R"(add .value = "…")" : "add .func = …");
    }
    return std::nullopt;
  }
  is_name(*message.value, "the value of a message");
  const auto [owner, is_free] = values_.emplace(message.value->value, message.value->range);
  if (!is_free) {
    workspace_.report(with_note(
        make_diagnostic(Rule::repeated_message, message.value->range,
                        fmt::format("two messages have the value '{}'", message.value->value),
                        "give one of them another .value"),
        "the other one is here", owner->second));
  }
  const std::optional<model::FunctionIndex> index = doors_.find_function(message);
  if (!index) return std::nullopt;
  const model::Function& function = workspace_.api.functions[*index];
  if (function.kind != FunctionKind::api && function.kind != FunctionKind::channel_message) {
    report(Rule::channel_handler, message.func->range,
           fmt::format("'{}' cannot handle a message", function.cpp),
           "a message goes to a ChannelMessage or to an API function");
    return std::nullopt;
  }
  check_members(*index, channel);
  const bool needs_session = doors_.needs_session(message, function);
  return model::ChannelMessage{
      .value = message.value->value,
      .function = *index,
      .needs_session = needs_session,
      .concurrent = message.concurrent,
      .blocking = doors_.blocks(message, function),
      .guards = message_guards(message, function, needs_session || channel.needs_session),
      .location = message.range};
}

/// A message has its own permissions, and the middleware of its channel.
model::Guards ChannelChecker::message_guards(const WrittenMessage& message,
                                             const model::Function& function, bool needs_session) {
  WrittenPolicy policy = around_;
  policy.permissions = message.permissions;
  return check_guards(workspace_, policy,
                      {.what = fmt::format("'{}'", function.cpp),
                       .needs_session = needs_session,
                       .input = function.input});
}

/// The default message, or binary ones. `raw_type`: the input that takes a message as it arrived.
std::optional<model::ChannelMessage> ChannelChecker::check_default(const WrittenFunction& written,
                                                                   std::string_view raw_type,
                                                                   const model::Channel& channel) {
  const bool is_binary = raw_type == bytes_type;
  const std::optional<model::FunctionIndex> index =
      find_handler(written, FunctionKind::channel_message, is_binary ? "on_binary" : "on_message");
  if (!index) return std::nullopt;
  const model::Function& function = workspace_.api.functions[*index];
  const std::string type = function.input && *function.input != unresolved
                               ? workspace_.api.types[*function.input].cpp
                               : std::string();
  if (is_binary && type != bytes_type) {
    report(Rule::channel_handler, written->range,
           fmt::format("'{}' cannot be the on_binary of a channel", function.cpp),
           "declare it as ChannelMessage<std::span<const std::byte>, …>");
    return std::nullopt;
  }
  if (!is_binary) check_members(*index, channel);
  return model::ChannelMessage{.value = {},
                               .function = *index,
                               .is_raw = type == raw_type,
                               .guards = message_guards({}, function, channel.needs_session),
                               .location = written->range};
}

/// The permissions of a channel are asked when it opens.
model::Guards ChannelChecker::opening_guards(const WrittenChannel& channel,
                                             const model::Channel& checked) {
  GuardedEndpoint opening{.what = fmt::format("the channel '{}'", checked.name),
                          .needs_session = checked.needs_session,
                          .input = {}};
  if (checked.open) opening.input = workspace_.api.functions[*checked.open].input;
  return check_guards(workspace_, channel, opening);
}

void ChannelChecker::check(const WrittenChannel& channel) {
  if (!has_needed_settings(channel)) return;
  values_.clear();
  around_.middleware = channel.middleware;
  check_name(channel);
  model::Channel checked{.name = channel.name->value, .key = "action", .location = channel.range};
  checked.message_limit = channel.frame_limit;
  checked.slow = channel.slow;
  if (channel.key) {
    checked.key = channel.key->value;
    is_name(*channel.key, "the key of a channel");
  }
  checked.needs_session = doors_.needs_session(channel, {});
  checked.open = find_handler(channel.on_connect, FunctionKind::channel_open, "on_connect");
  checked.close = find_handler(channel.on_disconnect, FunctionKind::channel_close, "on_disconnect");
  check_path(channel, checked);
  checked.guards = opening_guards(channel, checked);
  checked.message = check_default(channel.on_message, text_type, checked);
  checked.binary = check_default(channel.on_binary, bytes_type, checked);
  for (const WrittenMessage& message : channel.routes) {
    std::optional<model::ChannelMessage> row = check_message(message, checked);
    if (row) checked.messages.push_back(std::move(*row));
  }
  checked.topics = check_topic_routes(workspace_, channel);
  if (channel.state) checked.state = channel.state->value.cpp;
  checked.state_type = channel.state_type;
  workspace_.api.channels.push_back(std::move(checked));
}

}  // namespace vgen::tool::analysis
