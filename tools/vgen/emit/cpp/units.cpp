#include "tools/vgen/emit/cpp/units.hpp"

#include "tools/vgen/emit/cpp/channels.hpp"
#include "tools/vgen/emit/cpp/homes.hpp"
#include "tools/vgen/model/type_parts.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>
#include <utility>

namespace vgen::tool::emit {
namespace {

/// FNV-1a, because std::hash differs from machine to machine.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100'0000'01B3;
  }
  return hash ^ hash >> 32;
}

class Division {
 public:
  Division(const model::ApiModel& api, const JsonUse& use, std::size_t shards)
      : api_(api), use_(use), homes_(find_homes(api)), parts_(shards) {}

  std::vector<Unit> divide() {
    for (model::FunctionIndex i = 0; i < api_.functions.size(); ++i) add_function(i);
    for (std::size_t i = 0; i < api_.doors.size(); ++i) add_door(i);
    for (std::size_t i = 0; i < api_.channels.size(); ++i) add_channel(i);
    for (model::TopicIndex i = 0; i < api_.topics.size(); ++i) add_topic(i);
    for (std::size_t i = 0; i < api_.rpc.size(); ++i) add_method(i);
    for (std::size_t i = 0; i < api_.schedules.size(); ++i) add_schedule(i);
    for (model::StructIndex i = 0; i < api_.structs.size(); ++i) add_struct(i);
    if (api_.stored_session) add_session(*api_.stored_session);
    std::vector<Unit> units;
    for (const Part& part : parts_) units.push_back(unit_of(part));
    return units;
  }

 private:
  struct Part {
    std::set<std::string> headers;
    std::set<model::FunctionIndex> functions;
    std::set<std::size_t> doors;
    std::set<std::size_t> channels;
    std::set<model::TopicIndex> topics;
    std::set<std::size_t> rpc;
    std::set<std::size_t> schedules;
    std::set<model::FunctionIndex> inputs;
    std::set<model::StructIndex> structs;
    std::set<model::StructIndex> declared;
    std::set<model::EnumIndex> enums;
    bool has_session = false;
  };

  /// Each header has a range of shards of its own, and the name selects one of them.
  Part& part_for(const std::string& header, const std::string& name) {
    const std::size_t headers = std::max<std::size_t>(1, api_.headers.size());
    const auto found = std::ranges::find(api_.headers, header);
    std::size_t first = 0;
    std::size_t end = parts_.size();
    if (found != api_.headers.end()) {
      const auto index = static_cast<std::size_t>(found - api_.headers.begin());
      first = index * parts_.size() / headers;
      end = (index + 1) * parts_.size() / headers;
    }
    return parts_[first + hash_of(name) % std::max<std::size_t>(1, end - first)];
  }
  Part& part_of(model::FunctionIndex index) {
    return part_for(homes_.functions[index], api_.functions[index].cpp);
  }

  void add_function(model::FunctionIndex index) {
    Part& part = part_of(index);
    part.functions.insert(index);
    use_function(part, index);
  }
  void add_door(std::size_t index) {
    const model::DoorBase& door = model::base(api_.doors[index]);
    Part& part = part_of(door.function);
    part.doors.insert(index);
    use_guards(part, door.policy.guards);
  }
  void add_method(std::size_t index) {
    Part& part = part_of(api_.rpc[index].function);
    part.rpc.insert(index);
    use_guards(part, api_.rpc[index].guards);
  }
  void add_schedule(std::size_t index) {
    Part& part = part_of(api_.schedules[index].function);
    part.schedules.insert(index);
    use_guards(part, api_.schedules[index].guards);
  }
  /// Any header may declare a permission or a middleware.
  void use_guards(Part& part, const model::Guards& guards) const {
    if (guards != model::Guards{}) include(part, "");
  }
  /// A channel has one table for all its functions.
  void add_channel(std::size_t index) {
    const std::vector<model::FunctionIndex> functions = functions_of(api_.channels[index]);
    if (functions.empty()) return;
    Part& part = part_of(functions.front());
    part.channels.insert(index);
    for (const model::FunctionIndex function : functions) use_function(part, function);
    const model::Channel& channel = api_.channels[index];
    use_guards(part, channel.guards);
    if (channel.state_type) use_type(part, *channel.state_type);
    for (const model::ChannelMessage& message : channel.messages) use_guards(part, message.guards);
    for (const model::TopicRoute& route : channel.topics) use_topic(part, route.topic);
  }
  void add_topic(model::TopicIndex index) {
    Part& part = part_for(homes_.topics[index], api_.topics[index].cpp);
    part.topics.insert(index);
    use_topic(part, index);
  }
  void add_session(model::TypeIndex type) {
    const model::Contents contents = contents_of(api_, type);
    const std::string home =
        contents.structs.empty() ? "" : homes_.structs[contents.structs.front()];
    Part& part = part_for(home, api_.types[type].cpp);
    part.has_session = true;
    include(part, home);
    use_type(part, type);
  }
  void use_topic(Part& part, model::TopicIndex index) {
    const model::Topic& topic = api_.topics[index];
    include(part, homes_.topics[index]);
    use_type(part, topic.type);
    if (topic.presence) use_type(part, *topic.presence);
    for (const model::TopicParameter& parameter : topic.parameters) use_type(part, parameter.type);
  }
  void use_function(Part& part, model::FunctionIndex index) {
    const model::Function& function = api_.functions[index];
    include(part, homes_.functions[index]);
    for (const model::DeclaredError& error : function.errors) use_struct(part, error.type);
    if (function.output) use_type(part, *function.output);
    if (!function.input) return;
    use_type(part, *function.input);
    // The members of an input may be read one by one.
    for (const model::StructIndex record : contents_of(api_, *function.input).structs)
      use_members(part, record);
  }
  void add_struct(model::StructIndex index) {
    if (!use_.read[index] && !use_.written[index]) return;
    const std::optional<model::FunctionIndex> function = homes_.input_of[index];
    Part& part =
        function ? part_of(*function) : part_for(homes_.structs[index], api_.structs[index].cpp);
    part.structs.insert(index);
    use_struct(part, index);
    use_members(part, index);
  }

  void use_members(Part& part, model::StructIndex index) {
    for (const model::Field& field : api_.structs[index].fields) use_type(part, field.type);
  }
  void use_type(Part& part, model::TypeIndex type) {
    const model::Contents contents = contents_of(api_, type);
    for (const model::StructIndex index : contents.structs) use_struct(part, index);
    for (const model::EnumIndex index : contents.enums) {
      part.enums.insert(index);
      include(part, homes_.enums[index]);
    }
  }
  void use_struct(Part& part, model::StructIndex index) {
    if (use_.read[index] || use_.written[index]) part.declared.insert(index);
    if (homes_.input_of[index]) {
      part.inputs.insert(*homes_.input_of[index]);
    } else {
      include(part, homes_.structs[index]);
    }
  }
  void include(Part& part, const std::string& header) const {
    if (header.empty()) {
      part.headers.insert(api_.headers.begin(), api_.headers.end());
    } else {
      part.headers.insert(header);
    }
  }

  [[nodiscard]] Unit unit_of(const Part& part) const {
    Unit unit;
    for (const std::string& header : api_.headers) {
      if (part.headers.contains(header)) unit.headers.push_back(header);
    }
    unit.functions.assign(part.functions.begin(), part.functions.end());
    unit.doors.assign(part.doors.begin(), part.doors.end());
    unit.topics.assign(part.topics.begin(), part.topics.end());
    unit.rpc.assign(part.rpc.begin(), part.rpc.end());
    unit.schedules.assign(part.schedules.begin(), part.schedules.end());
    unit.channels.assign(part.channels.begin(), part.channels.end());
    unit.inputs.assign(part.inputs.begin(), part.inputs.end());
    unit.structs.assign(part.structs.begin(), part.structs.end());
    unit.declared.assign(part.declared.begin(), part.declared.end());
    unit.enums.assign(part.enums.begin(), part.enums.end());
    unit.has_session = part.has_session;
    return unit;
  }

  const model::ApiModel& api_;
  const JsonUse& use_;
  const Homes homes_;
  std::vector<Part> parts_;
};

}  // namespace

std::vector<Unit> divide(const model::ApiModel& api, const JsonUse& use, std::size_t shards) {
  return Division(api, use, shards).divide();
}

}  // namespace vgen::tool::emit
