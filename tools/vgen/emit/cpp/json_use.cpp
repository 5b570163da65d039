#include "tools/vgen/emit/cpp/json_use.hpp"

#include "tools/vgen/emit/cpp/channels.hpp"

#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"

namespace vgen::tool::emit {
namespace {

/// Marks what a route reads from its body.
void mark_body(const model::ApiModel& api, const model::HttpRoute& route, std::vector<bool>& read) {
  const model::Function& function = api.functions[route.function];
  if (!function.input) return;
  const model::Struct* const record = input_struct(api, function);
  if (record == nullptr || (route.body == model::BodyUse::whole && !route.multipart))
    return reach_structs(api, *function.input, read);
  for (const model::Binding& binding : route.bindings) {
    if (binding.place == model::Place::body)
      reach_structs(api, record->fields[binding.field].type, read);
  }
}

void mark_struct(const model::ApiModel& api, model::StructIndex index, std::vector<bool>& found) {
  if (found[index]) return;
  found[index] = true;
  for (const model::Field& field : api.structs[index].fields) reach_structs(api, field.type, found);
}

/// Marks what a channel reads: its messages, and no parameters of the opening.
void mark_channel(const model::ApiModel& api, const model::Channel& channel,
                  std::vector<bool>& has_door, JsonUse& use) {
  if (channel.open) has_door[*channel.open] = true;
  for (const model::FunctionIndex index : functions_of(channel)) {
    const model::Function& function = api.functions[index];
    if (index == channel.open || !function.input) continue;
    has_door[index] = true;
    reach_structs(api, *function.input, use.read);
  }
}

/// Marks what a method reads from its parameters. Arguments are read one by one.
void mark_parameters(const model::ApiModel& api, const model::Function& function,
                     std::vector<bool>& read) {
  if (!function.input) return;
  if (!function.inline_input) return reach_structs(api, *function.input, read);
  for (const model::Field& field : input_struct(api, function)->fields)
    reach_structs(api, field.type, read);
}

}  // namespace

JsonUse json_use(const model::ApiModel& api) {
  JsonUse use{.read = std::vector<bool>(api.structs.size(), false),
              .written = std::vector<bool>(api.structs.size(), false)};
  std::vector<bool> has_door(api.functions.size(), false);
  model::for_each_door(api.doors, [&](const model::HttpRoute& route) {
    has_door[route.function] = true;
    mark_body(api, route, use.read);
  });
  for (const model::Channel& channel : api.channels) mark_channel(api, channel, has_door, use);
  for (const model::RpcMethod& method : api.rpc) {
    has_door[method.function] = true;
    mark_parameters(api, api.functions[method.function], use.read);
  }
  for (model::FunctionIndex i = 0; i < api.functions.size(); ++i) {
    const model::Function& function = api.functions[i];
    if (function.input && !has_door[i]) reach_structs(api, *function.input, use.read);
    if (function.output) reach_structs(api, *function.output, use.written);
    for (const model::DeclaredError& error : function.errors)
      mark_struct(api, error.type, use.written);
  }
  if (api.stored_session) {
    reach_structs(api, *api.stored_session, use.read);
    reach_structs(api, *api.stored_session, use.written);
  }
  for (const model::Channel& channel : api.channels) {
    if (!channel.state_type) continue;
    reach_structs(api, *channel.state_type, use.read);
    reach_structs(api, *channel.state_type, use.written);
  }
  for (const model::Topic& topic : api.topics) {
    reach_structs(api, topic.type, use.written);
    if (!topic.presence) continue;
    reach_structs(api, *topic.presence, use.read);
    reach_structs(api, *topic.presence, use.written);
  }
  return use;
}

}  // namespace vgen::tool::emit
