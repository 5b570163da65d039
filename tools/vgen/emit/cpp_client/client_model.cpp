#include "tools/vgen/emit/cpp_client/client_model.hpp"

#include "tools/vgen/emit/cpp_client/default_value.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"

#include <fmt/format.h>

#include <utility>

namespace vgen::tool::emit {
namespace {

/// What stays of the constraints: how a value crosses the wire.
model::Constraints without_limits(const model::Constraints& constraints) {
  model::Constraints form;
  form.wire_string = constraints.wire_string;
  return form;
}

/// Spells the types of a client.
class Speller {
 public:
  explicit Speller(model::ApiModel& api) : api_(api), is_done_(api.types.size()) {}

  void spell_all() {
    for (model::TypeIndex type = 0; type < api_.types.size(); ++type) spell(type);
  }

 private:
  const std::string& spell(model::TypeIndex index) {
    if (!is_done_[index]) {
      is_done_[index] = true;
      std::string text =
          std::visit([&](auto& kind) { return spelling(kind); }, api_.types[index].kind);
      if (!text.empty()) api_.types[index].cpp = std::move(text);
    }
    return api_.types[index].cpp;
  }

  /// Types of libraries keep their spelling.
  template <class Other>
  std::string spelling(const Other&) {
    return {};
  }
  std::string spelling(const model::Integer& type) {
    if (type.bits == 32 && type.is_signed) return "int";
    return fmt::format("std::{}int{}_t", type.is_signed ? "" : "u", type.bits);
  }
  std::string spelling(model::String& type) {
    type.is_view = false;
    return "std::string";
  }
  std::string spelling(model::Bytes& type) {
    type.is_view = false;
    return type.fixed_size ? fmt::format("std::array<std::byte, {}>", *type.fixed_size)
                           : "std::vector<std::byte>";
  }
  std::string spelling(const model::File&) { return "vgen::client::Upload"; }
  std::string spelling(const model::StructReference& type) { return api_.structs[type.index].cpp; }
  std::string spelling(const model::EnumReference& type) { return api_.enums[type.index].cpp; }
  std::string spelling(const model::AliasReference& type) { return api_.aliases[type.index].cpp; }
  std::string spelling(const model::VariantReference& type) {
    return api_.variants[type.index].cpp;
  }
  std::string spelling(const model::Optional& type) {
    return fmt::format("std::optional<{}>", spell(type.value));
  }
  std::string spelling(const model::Nullable& type) {
    return fmt::format("vgen::Nullable<{}>", spell(type.value));
  }
  std::string spelling(const model::Patch& type) {
    return fmt::format("vgen::Patch<{}>", spell(type.value));
  }
  std::string spelling(model::Box& type) {
    type.may_be_empty = false;
    return fmt::format("vgen::Box<{}>", spell(type.value));
  }
  std::string spelling(model::List& type) {
    type.is_view = false;
    const std::string item = spell(type.item);
    if (type.fixed_size) return fmt::format("std::array<{}, {}>", item, *type.fixed_size);
    return fmt::format("std::{}<{}>", type.unique ? "set" : "vector", item);
  }
  std::string spelling(const model::Map& type) {
    const std::string key = spell(type.key);
    return fmt::format("std::map<{}, {}>", key, spell(type.value));
  }
  std::string spelling(const model::Tuple& type) {
    std::vector<std::string> items;
    for (const model::TypeIndex item : type.items) items.push_back(spell(item));
    return fmt::format("std::tuple<{}>", fmt::join(items, ", "));
  }

  model::ApiModel& api_;
  std::vector<bool> is_done_;
};

void name_types(model::ApiModel& api, const std::string& name_space) {
  const auto name = [&](auto& entry) {
    entry.cpp = fmt::format("{}::{}", name_space, entry.name);
    entry.cpp_namespace = name_space;
  };
  for (model::Struct& type : api.structs) name(type);
  for (model::Enum& type : api.enums) name(type);
  for (model::Variant& type : api.variants) name(type);
  for (model::Alias& type : api.aliases) name(type);
}

void remove_limits(model::ApiModel& api) {
  for (model::Alias& alias : api.aliases) alias.constraints = without_limits(alias.constraints);
  for (model::Struct& type : api.structs) {
    for (model::Field& field : type.fields) field.constraints = without_limits(field.constraints);
  }
}

/// Adds the alternative for unknown tags: it has a component, but no tag. It is none of the kinds
/// of the model; `Null` has neither parts nor rules.
void open_variants(model::ApiModel& api) {
  for (model::Variant& variant : api.variants) {
    if (variant.discriminator.empty()) continue;
    model::Alternative unknown;
    unknown.type = api.types.size();
    unknown.component = "Unrecognized";
    variant.alternatives.push_back(std::move(unknown));
    api.types.push_back({.kind = model::Null{}, .cpp = "vgen::client::Unrecognized"});
  }
}

void adapt_defaults(model::ApiModel& api) {
  for (model::Struct& type : api.structs) {
    for (model::Field& field : type.fields) {
      if (!field.has_default || default_text(api, field)) continue;
      field.has_default = false;
      field.default_value.reset();
      field.optional = true;
      const std::string cpp = fmt::format("std::optional<{}>", api.types[field.type].cpp);
      api.types.push_back({.kind = model::Optional{field.type}, .cpp = cpp});
      field.type = api.types.size() - 1;
    }
  }
}

/// Follows the types of operations.
class UseCollector {
 public:
  explicit UseCollector(const model::ApiModel& api) : api_(api) {
    use_.structs.resize(api.structs.size());
    use_.enums.resize(api.enums.size());
    use_.aliases.resize(api.aliases.size());
    use_.variants.resize(api.variants.size());
    use_.json.read.resize(api.structs.size());
    use_.json.written.resize(api.structs.size());
    seen_.resize(api.types.size());
  }

  void add(std::size_t index, const model::HttpRoute& route) {
    use_.doors.push_back(index);
    const model::Function& function = api_.functions[route.function];
    if (function.input) reach(*function.input);
    add_answer(route.function);
    if (function.input) mark_body(route, function);
  }

  void add(const model::Channel& channel) {
    if (channel.open && api_.functions[*channel.open].input)
      reach(*api_.functions[*channel.open].input);
    for (const model::ChannelMessage& message : channel.messages) add_message(message.function);
    if (channel.message && !channel.message->is_raw) add_message(channel.message->function);
    for (const model::FunctionIndex sender : senders(api_, channel))
      read(*api_.functions[sender].output);
    for (const model::TopicRoute& route : channel.topics) {
      const model::Topic& topic = api_.topics[route.topic];
      for (const model::TopicParameter& parameter : topic.parameters) reach(parameter.type);
      read(topic.type);
    }
  }
  void add(const model::RpcMethod& method) { add_message(method.function); }

  ClientUse take() { return std::move(use_); }

 private:
  void read(model::TypeIndex type) {
    reach(type);
    reach_structs(api_, type, use_.json.read);
  }
  void add_answer(model::FunctionIndex index) {
    const model::Function& function = api_.functions[index];
    use_.functions.push_back(index);
    if (function.output) read(*function.output);
    for (const model::DeclaredError& error : function.errors) {
      add_struct(error.type);
      use_.json.read[error.type] = true;
      for (const model::Field& field : api_.structs[error.type].fields)
        reach_structs(api_, field.type, use_.json.read);
    }
  }
  /// A function whose input is sent as JSON.
  void add_message(model::FunctionIndex index) {
    const model::Function& function = api_.functions[index];
    add_answer(index);
    if (!function.input) return;
    reach(*function.input);
    if (!function.inline_input) return reach_structs(api_, *function.input, use_.json.written);
    for (const model::Field& field : input_struct(api_, function)->fields)
      reach_structs(api_, field.type, use_.json.written);
  }

  void mark_body(const model::HttpRoute& route, const model::Function& function) {
    const model::Struct* const record = input_struct(api_, function);
    if (route.body == model::BodyUse::whole && !route.multipart)
      return reach_structs(api_, *function.input, use_.json.written);
    if (record == nullptr) return;
    for (const model::Binding& binding : route.bindings) {
      if (binding.place == model::Place::body)
        reach_structs(api_, record->fields[binding.field].type, use_.json.written);
    }
  }

  void reach(model::TypeIndex index) {
    if (seen_[index]) return;
    seen_[index] = true;
    const model::Type& type = api_.types[index];
    if (const auto* reference = std::get_if<model::EnumReference>(&type.kind))
      use_.enums[reference->index] = true;
    if (const auto* reference = std::get_if<model::AliasReference>(&type.kind))
      use_.aliases[reference->index] = true;
    if (const auto* reference = std::get_if<model::VariantReference>(&type.kind))
      use_.variants[reference->index] = true;
    if (const auto* reference = std::get_if<model::StructReference>(&type.kind))
      add_struct(reference->index);
    for (const model::TypeIndex part : parts(api_, type)) reach(part);
  }
  void add_struct(model::StructIndex index) {
    if (use_.structs[index]) return;
    use_.structs[index] = true;
    for (const model::Field& field : api_.structs[index].fields) reach(field.type);
  }

  const model::ApiModel& api_;
  ClientUse use_;
  std::vector<bool> seen_;
};

}  // namespace

std::string client_namespace(const model::ApiModel& api) {
  return api.cpp_namespace.empty() ? "client" : api.cpp_namespace + "::client";
}

model::ApiModel client_model(const model::ApiModel& api) {
  model::ApiModel client = api;
  name_types(client, client_namespace(api));
  remove_limits(client);
  Speller(client).spell_all();
  open_variants(client);
  adapt_defaults(client);
  return client;
}

ClientUse client_use(const model::ApiModel& client) {
  UseCollector collector(client);
  for (std::size_t i = 0; i < client.doors.size(); ++i)
    std::visit([&](const model::HttpRoute& route) { collector.add(i, route); }, client.doors[i]);
  for (const model::Channel& channel : client.channels) collector.add(channel);
  for (const model::RpcMethod& method : client.rpc) collector.add(method);
  return collector.take();
}

}  // namespace vgen::tool::emit
