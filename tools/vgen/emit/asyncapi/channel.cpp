#include "tools/vgen/emit/asyncapi/channel.hpp"

#include "tools/vgen/emit/asyncapi/example.hpp"
#include "tools/vgen/emit/asyncapi/topics.hpp"
#include "tools/vgen/emit/document_head.hpp"
#include "tools/vgen/emit/schema/documentation.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/support/identifier.hpp"
#include "tools/vgen/support/unicode.hpp"

#include <cctype>
#include <optional>
#include <utility>
#include <vector>

namespace vgen::tool::emit {
namespace {

/// Summary and description of a function, for an operation or a message.
void append_texts(Json& object, const model::Documentation& documentation) {
  put(object, "summary", documentation.summary);
  put(object, "description", description_text(documentation));
}

/// A name of the type for a message: its own if it has one.
std::string name_of_type(const model::ApiModel& api, const model::Function& function) {
  const model::Type& type = unwrapped_type(api, *function.output);
  const auto named = [&](const auto& kind) -> std::string {
    if constexpr (requires { NamedType{kind, Direction::output}; })
      return schema_name(api, {kind, Direction::output});
    return function.output_name;
  };
  return camel_case(std::visit(named, type.kind));
}

/// A name that may be a key of the document, and a part of a reference: `user-renamed`.
std::string message_name(const std::string& value) {
  std::string name = ascii_name(value);
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_') c = '-';
  }
  return name;
}

const model::Struct* opening_of(const model::ApiModel& api, const model::Channel& channel) {
  return channel.open ? input_struct(api, api.functions.at(*channel.open)) : nullptr;
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

AsyncApiChannel::AsyncApiChannel(const model::ApiModel& api, const model::Channel& channel,
                                 SchemaComponents& components,
                                 std::set<std::string>& operation_names)
    : api_(api),
      channel_(channel),
      components_(components),
      frames_(api, components),
      parts_(channel.name, operation_names) {}

/// The parameters of the path. AsyncAPI has no schema for them, so the exact one is in `x-schema`.
Json AsyncApiChannel::parameters() {
  Json list = Json::object();
  const model::Struct* const opening = opening_of(api_, channel_);
  if (opening == nullptr) return list;
  for (const model::Binding& binding : channel_.bindings) {
    if (binding.place != model::Place::path) continue;
    const model::Field& field = opening->fields.at(binding.field);
    Json& parameter = list[binding.name] = Json::object();
    if (std::string text = parameter_description(api_, field); !text.empty())
      parameter["description"] = std::move(text);
    const auto* type = std::get_if<model::EnumReference>(&unwrapped_type(api_, field.type).kind);
    if (type != nullptr) {
      for (const model::Enumerator& one : api_.enums.at(type->index).enumerators)
        parameter["enum"].push_back(one.wire_name);
    }
    for (const std::string& example : field.documentation.examples)
      parameter["examples"].push_back(text_of(json_from_text(example)));
    parameter["x-schema"] = components_.printer().undocumented_field(field, Direction::input);
  }
  return list;
}

/// The opening request. Parameters of the query that the API does not know are ignored.
Json AsyncApiChannel::bindings() {
  Json websocket = {{"method", "GET"}};
  std::vector<const model::Field*> fields;
  std::vector<std::string> names;
  if (const model::Struct* const opening = opening_of(api_, channel_)) {
    for (const model::Binding& binding : channel_.bindings) {
      if (binding.place != model::Place::query) continue;
      fields.push_back(&opening->fields.at(binding.field));
      names.push_back(binding.name);
    }
  }
  if (!fields.empty()) {
    Json query = Json::object();
    components_.printer().append_object(query, fields, Direction::input, names);
    query.erase("additionalProperties");
    websocket["query"] = std::move(query);
  }
  websocket["bindingVersion"] = "0.1.0";
  return {{"ws", std::move(websocket)}};
}

Json AsyncApiChannel::message(const model::ChannelMessage& message) {
  const model::Function& function = api_.functions.at(message.function);
  Json printed = Json::object();
  append_texts(printed, function.documentation);
  const bool is_binary = channel_.binary == message;
  if (message.is_raw) {
    printed["contentType"] = is_binary ? "application/octet-stream" : "text/plain";
    printed["payload"] = {{"type", "string"}};
    if (is_binary) printed["payload"]["format"] = "binary";
    return printed;
  }
  const Frame frame{.key = channel_.key, .value = message.value, .sole_member = "input"};
  printed = with_correlation(std::move(printed));
  printed["payload"] = frames_.payload(frame, function.input);
  if (Json examples = frames_.examples(frame, function.input); !examples.empty())
    printed["examples"] = std::move(examples);
  return printed;
}

/// What a message with `$id` is answered if all goes well.
std::string AsyncApiChannel::add_reply(const model::ChannelMessage& message,
                                       const std::string& name) {
  const model::Function& function = api_.functions.at(message.function);
  const std::string reply = parts_.take_message(name + "Reply");
  const Frame frame{.key = channel_.key,
                    .value = message.value,
                    .sole_member = "result",
                    .direction = Direction::output};
  Json printed = with_correlation({{"summary", "The reply to `" + name + "`."}});
  printed["payload"] = frames_.payload(frame, function.output);
  // A handler of a channel need not reply: then the answer is without the members of its type.
  const bool may_be_bare = function.kind == model::FunctionKind::channel_message && function.output;
  if (may_be_bare) {
    Json bare = frames_.payload(frame, std::nullopt);
    printed["payload"] = {{"anyOf", Json::array({std::move(printed["payload"]), std::move(bare)})}};
  }
  if (Json examples = frames_.examples(frame, function.output); !examples.empty())
    printed["examples"] = std::move(examples);
  parts_.add_message(reply, printed);
  return reply;
}

/// The message for the declared errors of a function; empty if there are none.
std::string AsyncApiChannel::add_errors(const model::ChannelMessage& message,
                                        const std::string& name) {
  const model::Function& function = api_.functions.at(message.function);
  if (function.errors.empty()) return {};
  Json choice = Json::array();
  for (const model::DeclaredError& error : function.errors)
    choice.push_back(components_.problem_reference(error));
  Json schema = choice.size() == 1 ? choice[0] : Json{{"oneOf", choice}};
  const std::string errors = parts_.take_message(name + "Error");
  Json printed = with_correlation({{"summary", "The declared errors of `" + name + "`."}});
  printed["payload"] = frames_.error_payload(channel_.key, message.value, std::move(schema));
  parts_.add_message(errors, printed);
  return errors;
}

void AsyncApiChannel::add_receive(const model::ChannelMessage& message,
                                  const std::string& wanted_name) {
  const std::string name =
      message.value.empty() ? parts_.take_message(wanted_name) : keyed_names_.at(message.value);
  const model::Function& function = api_.functions.at(message.function);
  Json texts = Json::object();
  append_texts(texts, function.documentation);
  if (message.needs_session)
    texts["description"] = texts.value("description", std::string()) +
                           (texts.contains("description") ? "\n\n" : "") + "It needs a session.";
  parts_.add_message(name, this->message(message));
  std::vector<std::string> answers;
  if (!message.is_raw) {
    answers.push_back(add_reply(message, name));
    if (std::string errors = add_errors(message, name); !errors.empty())
      answers.push_back(std::move(errors));
  }
  answers.push_back(problem_);
  parts_.add_receive(name, texts, name, answers);
}

/// What the handlers of a channel send by themselves: the bare value.
void AsyncApiChannel::add_sent(model::FunctionIndex index) {
  const model::Function& function = api_.functions.at(index);
  Json payload = components_.printer().type(*function.output, Direction::output);
  if (!sent_.insert(payload.dump()).second) return;
  const std::string name = parts_.take_message(name_of_type(api_, function));
  Json printed = {{"summary", "Sent by the server."}};
  printed["payload"] = std::move(payload);
  for (Json& value : examples_of(api_, *function.output, Direction::output))
    printed["examples"].push_back({{"payload", std::move(value)}});
  parts_.add_message(name, printed);
  parts_.add_send(name, "Sent by the server.");
}

/// Any error. It does not close the channel.
void AsyncApiChannel::add_problem() {
  Json printed = with_correlation({{"summary", "An error. The channel stays open."}});
  printed["payload"] = frames_.error_payload(channel_.key, {}, components_.problem_reference());
  Json error = {{"type", "urn:vgen:not-found"}, {"title", "Not found"}, {"status", 404}};
  printed["examples"].push_back({{"payload", {{"error", std::move(error)}, {"$id", 1}}}});
  parts_.add_message(problem_, printed);
}

/// A message that brings a token, for a late or renewed session.
void AsyncApiChannel::add_sign_in() {
  const std::string name = parts_.take_message("authenticate");
  const std::string answer = parts_.take_message("authenticated");
  Json payload = {{"type", "object"}};
  payload["properties"]["authenticate"] = token_schema();
  payload["properties"]["$id"] = frames_.id_reference();
  payload["required"].push_back("authenticate");
  Json message = {{"summary", "A token, for a late or renewed session."}};
  message["description"] = "Without `$id` it has no answer if all goes well.";
  message["payload"] = std::move(payload);
  message["examples"].push_back({{"payload", {{"authenticate", "TOKEN"}, {"$id", 1}}}});
  parts_.add_message(name, with_correlation(std::move(message)));

  Json accepted = with_correlation({{"summary", "The token is accepted."}});
  accepted["payload"] = frames_.payload({.direction = Direction::output}, std::nullopt);
  accepted["payload"]["required"].push_back("$id");
  accepted["examples"].push_back({{"payload", {{"$id", 1}}}});
  parts_.add_message(answer, accepted);
  parts_.add_receive(name, {{"summary", "Begins or renews the session of the channel."}}, name,
                     {answer, problem_});
  parts_.add_send(problem_, "Sent when the session has ended.");
}

Json AsyncApiChannel::print() {
  // The names of the author have priority.
  for (const model::ChannelMessage& message : channel_.messages)
    keyed_names_[message.value] = parts_.take_message(message_name(message.value));
  problem_ = parts_.take_message("problem");
  for (const model::ChannelMessage& message : channel_.messages) add_receive(message, {});
  if (channel_.message) add_receive(*channel_.message, "message");
  if (channel_.binary) add_receive(*channel_.binary, "binary");
  for (const model::FunctionIndex function : senders(api_, channel_)) add_sent(function);
  add_problem();
  append_topics(api_, channel_, components_, frames_, parts_);
  if (!api_.session.empty()) add_sign_in();

  Json printed = {{"address", channel_.path}, {"title", channel_.name}};
  std::string description =
      channel_.open ? description_text(api_.functions.at(*channel_.open).documentation) : "";
  if (channel_.needs_session)
    description +=
        std::string(description.empty() ? "" : "\n\n") + "The handshake needs a session.";
  put(printed, "description", description);
  if (Json list = parameters(); !list.empty()) printed["parameters"] = std::move(list);
  printed["messages"] = parts_.messages();
  printed["bindings"] = bindings();
  return printed;
}

void AsyncApiChannel::append_operations(Json& operations) {
  operations.update(parts_.operations());
}

}  // namespace vgen::tool::emit
