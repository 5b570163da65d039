#include "tools/vgen/emit/asyncapi/rpc.hpp"

#include "tools/vgen/emit/asyncapi/frame.hpp"
#include "tools/vgen/emit/document_head.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vgen::tool::emit {
namespace {

using model::Function;
using model::RpcMethod;

/// An id of a request: an integer that every client can hold, or a string.
Json request_id_schema() {
  Json integer = {{"type", "integer"}, {"minimum", 0}, {"maximum", 9007199254740991}};
  Json text = {{"type", "string"}};
  Json schema = Json::object();
  schema["description"] = "Connects a result with its request. It is returned as it was written.";
  schema["oneOf"] = Json::array({std::move(integer), std::move(text)});
  return schema;
}

/// A frame of the server, which has no other members.
Json closed(Json properties, const std::vector<std::string>& required) {
  Json schema = {{"type", "object"}};
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = required;
  schema["additionalProperties"] = false;
  return schema;
}

/// A frame of the client. The server ignores other members.
Json open(Json properties, const std::vector<std::string>& required) {
  Json schema = closed(std::move(properties), required);
  schema.erase("additionalProperties");
  return schema;
}

/// Adds the place of the id, which connects a request with its results.
Json with_id(Json message) {
  message["correlationId"] = {{"location", "$message.payload#/id"}};
  return message;
}

Json example(Json payload) {
  return {{"payload", std::move(payload)}};
}

/// Prints the messages of all methods.
class RpcPrinter {
 public:
  RpcPrinter(const model::ApiModel& api, SchemaComponents& components, std::string name,
             std::set<std::string>& operation_names)
      : api_(api), components_(components), parts_(std::move(name), operation_names) {}

  void print() {
    // The names of the author have priority.
    for (const RpcMethod& method : api_.rpc) parts_.take_message(method.name);
    problem_ = parts_.take_message("problem");
    close_ = parts_.take_message("close");
    for (const RpcMethod& method : api_.rpc) add_method(method);
    add_control();
    add_problem();
    if (has_subscriptions_) add_close();
  }

  [[nodiscard]] Json channel() const {
    Json printed = {{"address", api_.policies.rpc_path}, {"title", "RPC"}};
    printed["description"] =
        "Calls of functions by their names. The calls of a connection run at once, and results are "
        "sent in the order in which the calls end. A binary message is answered with an error.";
    printed["messages"] = parts_.messages();
    printed["bindings"]["ws"] = {{"method", "GET"}, {"bindingVersion", "0.1.0"}};
    return printed;
  }
  [[nodiscard]] const Json& operations() const { return parts_.operations(); }

 private:
  Json id() { return components_.own_reference("RequestId", request_id_schema); }

  void add_method(const RpcMethod& method) {
    const Function& function = api_.functions.at(method.function);
    const bool is_subscription = function.kind == model::FunctionKind::subscription;
    has_subscriptions_ = has_subscriptions_ || is_subscription;
    parts_.add_message(method.name, request(method, function, is_subscription));
    std::vector<std::string> answers = {add_result(method, function, is_subscription)};
    if (is_subscription) answers.push_back(close_);
    if (!function.errors.empty()) answers.push_back(add_errors(method, function));
    answers.push_back(problem_);
    Json texts = Json::object();
    put(texts, "summary", function.documentation.summary);
    put(texts, "description", description(method, function));
    parts_.add_receive(method.name, texts, method.name, answers);
  }

  static std::string description(const RpcMethod& method, const Function& function) {
    std::string text = description_text(function.documentation);
    const auto add = [&](const char* sentence) {
      text += std::string(text.empty() ? "" : "\n\n") + sentence;
    };
    if (method.needs_session) add("It needs a session.");
    if (method.idempotent) add("It may be called again if its outcome is not known.");
    return text;
  }

  Json request(const RpcMethod& method, const Function& function, bool is_subscription) {
    Json properties = {
        {"method", constant(method.name)}, {"params", parameters(function)}, {"id", id()}};
    std::vector<std::string> required = {"method"};
    if (needs_parameters(function)) required.emplace_back("params");
    Json payload = {{"method", method.name}};
    if (!function.input_example.empty() || !function.input)
      payload["params"] = example_parameters(function);
    payload["id"] = 1;
    Json message = Json::object();
    put(message, "summary", function.documentation.summary);
    if (is_subscription) {
      required.emplace_back("id");
      properties["last_id"] = {{"type", "string"}};
      properties["last_id"]["description"] =
          "The id of an item, behind which the subscription continues.";
    } else {
      message["description"] = "Without `id` it is a notification, which has no answer.";
    }
    message["payload"] = open(std::move(properties), required);
    if (payload.contains("params")) message["examples"].push_back(example(std::move(payload)));
    return with_id(std::move(message));
  }

  /// The number of arguments up to the last one that must be there.
  static std::size_t required_arguments(const model::Struct& input) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < input.fields.size(); ++i) {
      if (!input.fields[i].optional) count = i + 1;
    }
    return count;
  }

  [[nodiscard]] bool needs_parameters(const Function& function) const {
    if (!function.input) return false;
    return !function.inline_input || required_arguments(*input_struct(api_, function)) != 0;
  }

  /// An array with exactly these items.
  static Json list_of(Json items) {
    Json schema = {{"type", "array"}};
    schema["minItems"] = items.size();
    schema["maxItems"] = items.size();
    if (items.empty()) return schema;
    schema["items"] = std::move(items);
    schema["additionalItems"] = false;
    return schema;
  }

  Json parameters(const Function& function) {
    if (!function.input) return list_of(Json::array());
    if (function.inline_input) return arguments(*input_struct(api_, function));
    Json value = components_.printer().type(*function.input, Direction::input);
    Json list = list_of(Json::array({value}));
    if (is_always_object(api_, *function.input)) {
      return {{"anyOf", Json::array({std::move(list), std::move(value)})}};
    }
    if (!may_be_object(*function.input)) return list;
    Json object = {{"allOf", Json::array({{{"type", "object"}}, std::move(value)})}};
    return {{"anyOf", Json::array({std::move(list), std::move(object)})}};
  }

  [[nodiscard]] bool may_be_object(model::TypeIndex type) const {
    const model::Type& plain = *plain_type(api_, type);
    return accepts_null(api_, type) || std::holds_alternative<model::Any>(plain.kind) ||
           std::holds_alternative<model::VariantReference>(plain.kind);
  }

  /// null stands for an optional that is empty.
  Json arguments(const model::Struct& input) {
    Json items = Json::array();
    for (const model::Field& field : input.fields) {
      Json choice = Json::array({components_.printer().field(field, Direction::input)});
      if (field.optional && !accepts_null(api_, field.type)) choice.push_back({{"type", "null"}});
      // Nothing may be beside a reference.
      Json schema = {{"title", field.wire_name}};
      const char* const keyword = choice.size() == 1 ? "allOf" : "anyOf";
      schema[keyword] = std::move(choice);
      items.push_back(std::move(schema));
    }
    return list_from(required_arguments(input), std::move(items));
  }

  /// An array of items, of which those behind `required` may be left out. Each length is an
  /// alternative: strict validators want tuples of one length.
  static Json list_from(std::size_t required, Json items) {
    Json choice = Json::array();
    for (; items.size() > required; items.erase(items.size() - 1)) choice.push_back(list_of(items));
    if (choice.empty()) return list_of(std::move(items));
    choice.push_back(list_of(std::move(items)));
    return {{"anyOf", std::move(choice)}};
  }

  [[nodiscard]] Json example_parameters(const Function& function) const {
    if (!function.input) return Json::array();
    Json value = json_from_text(function.input_example);
    if (!function.inline_input) return Json::array({std::move(value)});
    Json list = Json::array();
    std::size_t used = 0;
    for (const model::Field& field : input_struct(api_, function)->fields) {
      const bool is_there = value.contains(field.wire_name);
      list.push_back(is_there ? value[field.wire_name] : Json(nullptr));
      if (is_there) used = list.size();
    }
    while (list.size() > used) list.erase(list.size() - 1);
    return list;
  }

  std::string add_result(const RpcMethod& method, const Function& function, bool is_subscription) {
    const std::string name =
        parts_.take_message(method.name + (is_subscription ? "Item" : "Result"));
    Json properties = {{"id", id()}};
    std::vector<std::string> required = {"id"};
    Json payload = {{"id", 1}};
    if (function.output) {
      properties["result"] = components_.printer().type(*function.output, Direction::output);
      required.emplace_back("result");
      if (!function.output_example.empty())
        payload["result"] = json_from_text(function.output_example);
    }
    if (is_subscription) {
      properties["item_id"] = {{"type", "string"}};
      properties["item_id"]["description"] = "The position of the item, if it has one.";
    }
    Json message = {
        {"summary",
         fmt::format("{} of `{}`.", is_subscription ? "An item" : "The result", method.name)}};
    message["payload"] = closed(std::move(properties), required);
    const bool is_whole = payload.contains("result") || !function.output;
    if (is_whole) message["examples"].push_back(example(std::move(payload)));
    parts_.add_message(name, with_id(std::move(message)));
    return name;
  }

  Json error_frame(Json id, Json problem) {
    Json error = closed({{"code", {{"type", "integer"}, {"minimum", 400}, {"maximum", 599}}},
                         {"message", {{"type", "string"}}},
                         {"data", std::move(problem)}},
                        {"code", "message", "data"});
    error["properties"]["code"]["description"] = "The status that HTTP would have.";
    error["properties"]["message"]["description"] = "The title of the problem.";
    return closed({{"id", std::move(id)}, {"error", std::move(error)}}, {"id", "error"});
  }

  std::string add_errors(const RpcMethod& method, const Function& function) {
    const std::string name = parts_.take_message(method.name + "Error");
    Json choice = Json::array();
    for (const model::DeclaredError& error : function.errors)
      choice.push_back(components_.problem_reference(error));
    Json schema = choice.size() == 1 ? choice[0] : Json{{"oneOf", choice}};
    Json message = {{"summary", "The declared errors of `" + method.name + "`."}};
    message["payload"] = error_frame(id(), std::move(schema));
    parts_.add_message(name, with_id(std::move(message)));
    return name;
  }

  void add_problem() {
    Json id_or_null = {{"anyOf", Json::array({id(), {{"type", "null"}}})}};
    Json message = {{"summary", "An error. The connection stays open."}};
    message["description"] =
        "The id is null if the error belongs to no request: the frame was not one, or the session "
        "has ended.";
    message["payload"] = error_frame(std::move(id_or_null), components_.problem_reference());
    Json problem = {{"type", "urn:vgen:not-found"}, {"title", "Not found"}, {"status", 404}};
    Json error = {{"code", 404}, {"message", "Not found"}, {"data", std::move(problem)}};
    message["examples"].push_back(example({{"id", 1}, {"error", std::move(error)}}));
    parts_.add_message(problem_, with_id(std::move(message)));
    parts_.add_send(problem_,
                    "Sent for frames without a usable id, and when the session has ended.");
  }

  void add_close() {
    Json message = {{"summary", "A subscription has ended well."}};
    message["payload"] =
        closed({{"id", id()}, {"close", {{"type", "boolean"}, {"const", true}}}}, {"id", "close"});
    message["examples"].push_back(example({{"id", 1}, {"close", true}}));
    parts_.add_message(close_, with_id(std::move(message)));
  }

  /// The methods of the protocol itself.
  void add_control() {
    const std::string ping = parts_.take_message("ping");
    const std::string pong = parts_.take_message("pong");
    const std::string cancel = parts_.take_message("cancel");
    add_control(ping, "Asks for a sign of life.", open({{"method", constant(".ping")}}, {"method"}),
                {{"method", ".ping"}});
    add_control(pong, "The answer to a ping.",
                closed({{"pong", {{"type", "boolean"}, {"const", true}}}}, {"pong"}),
                {{"pong", true}});
    parts_.add_receive(ping, {{"summary", "Asks for a sign of life."}}, ping, {pong});
    add_control(cancel, "Ends calls. A cancelled call has no answer.", cancel_schema(),
                {{"method", ".cancel"}, {"params", Json::array({1})}});
    parts_.add_receive(cancel, {{"summary", "Ends calls. It has no answer."}}, cancel, {});
    if (!api_.session.empty()) add_sign_in();
  }

  void add_control(const std::string& name, const char* summary, Json payload, Json shown) {
    Json message = {{"summary", summary}};
    message["payload"] = std::move(payload);
    message["examples"].push_back(example(std::move(shown)));
    parts_.add_message(name, message);
  }

  Json cancel_schema() {
    Json list = {{"type", "array"}, {"items", id()}};
    Json by_list =
        open({{"method", constant(".cancel")}, {"params", std::move(list)}}, {"method", "params"});
    Json by_id = open({{"method", constant(".cancel")}, {"id", id()}}, {"method", "id"});
    return {{"anyOf", Json::array({std::move(by_list), std::move(by_id)})}};
  }

  void add_sign_in() {
    const std::string name = parts_.take_message("auth");
    const std::string answer = parts_.take_message("authResult");
    Json properties = {{"method", constant(".auth")},
                       {"params", list_of(Json::array({token_schema()}))},
                       {"id", id()}};
    Json message = {{"summary", "A late or renewed session."}};
    message["description"] = "Without `id` it has no answer if all goes well.";
    message["payload"] = open(std::move(properties), {"method", "params"});
    message["examples"].push_back(
        example({{"method", ".auth"}, {"params", Json::array({"TOKEN"})}, {"id", 1}}));
    parts_.add_message(name, with_id(std::move(message)));
    Json accepted = {{"summary", "The token is accepted."}};
    accepted["payload"] = closed({{"id", id()}}, {"id"});
    accepted["examples"].push_back(example({{"id", 1}}));
    parts_.add_message(answer, with_id(std::move(accepted)));
    parts_.add_receive(name, {{"summary", "Begins or renews the session of the connection."}}, name,
                       {answer, problem_});
  }

  const model::ApiModel& api_;
  SchemaComponents& components_;
  ChannelParts parts_;
  std::string problem_;
  std::string close_;
  bool has_subscriptions_ = false;
};

/// The name of the channel of the RPC connection: no other channel has it.
std::string free_name(const Json& channels) {
  std::string name = "rpc";
  for (int number = 2; channels.contains(name); ++number) name = "rpc" + std::to_string(number);
  return name;
}

}  // namespace

void append_rpc(const model::ApiModel& api, SchemaComponents& components,
                std::set<std::string>& operation_names, Json& channels, Json& operations) {
  if (api.rpc.empty()) return;
  const std::string name = free_name(channels);
  RpcPrinter printer(api, components, name, operation_names);
  printer.print();
  channels[name] = printer.channel();
  operations.update(printer.operations());
}

}  // namespace vgen::tool::emit
