#include "tools/vgen/emit/cpp_client/sockets.hpp"

#include "tools/vgen/emit/cpp/codec.hpp"
#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/emit/cpp_client/operations.hpp"
#include "tools/vgen/emit/cpp_client/types.hpp"
#include "tools/vgen/emit/typescript/comment.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen::tool::emit {
namespace {

using model::Function;

constexpr std::string_view send_options = "const SendOptions& options";
constexpr std::string_view topic_options = "const TopicOptions& options";
constexpr std::string_view stream_options = "const StreamOptions& options";

/// Prints one class.
class SocketPrinter {
 public:
  SocketPrinter(const model::ApiModel& client, CppConstants& constants, ViewList& readers,
                std::string name)
      : client_(client),
        name_space_(client_namespace(client)),
        constants_(constants),
        readers_(readers),
        class_(std::move(name)),
        taken_{"state", "close", "core", "kept", "messages", "send_text", "send_bytes", class_} {}

  void add_channel(const model::Channel& channel) {
    owner_ = channel.name;
    for (const model::ChannelMessage& message : channel.messages) add_message(channel, message);
    if (channel.message && !channel.message->is_raw) add_message(channel, *channel.message);
    if (channel.message && channel.message->is_raw) {
      add(client_.functions[channel.message->function].documentation, "bool", "send_text",
          "std::string_view text", "",
          {fmt::format("return core()->tell({{.method = {}, .route = \"text\", .body = "
                       "std::string(text)}}, false);",
                       cpp_string(channel.name))});
    }
    if (channel.binary) {
      add(client_.functions[channel.binary->function].documentation, "bool", "send_bytes",
          "std::string_view bytes", "",
          {fmt::format("return core()->tell({{.method = {}, .route = \"bytes\", .body = "
                       "std::string(bytes)}}, true);",
                       cpp_string(channel.name))});
    }
    for (const model::TopicRoute& route : channel.topics) add_topic(client_.topics[route.topic]);
    add_messages(channel);
  }

  void add_rpc() {
    owner_ = "rpc";
    for (const model::RpcMethod& method : client_.rpc) add_method(method);
  }

  ViewList functions() { return std::move(functions_); }

 private:
  [[nodiscard]] std::string local(model::TypeIndex type) const {
    return cpp_type_within(client_.types[type].cpp, name_space_);
  }

  /// `sayLater` → `say_later`, with another name if that is taken.
  std::string function_name(std::string_view wire) {
    std::string name = cpp_name(wire);
    while (taken_.contains(name) || taken_.contains("prepare_" + name)) name += '_';
    taken_.insert({name, "prepare_" + name});
    return name;
  }

  [[nodiscard]] std::string errors(const Function& function) const {
    std::string text;
    for (const model::DeclaredError& error : function.errors)
      text += ", " + client_.structs[error.type].name;
    return text;
  }

  /// How a value is read: `codegen::read_value<Todo>`, or `read_live_say`.
  std::string reader(model::TypeIndex type, const std::string& name) {
    const ReadValue value{.type = type, .constraints = {}, .name = name + "_output"};
    std::vector<std::string> rules = cpp_rules(client_, value, "json::", constants_);
    if (rules.empty()) return fmt::format("codegen::read_value<{}>", local(type));
    rules.insert(rules.begin(), {"in", "value"});
    const std::string function = fmt::format("read_{}_{}", snake_case(owner_), name);
    readers_.push_back(View{{"head", fmt::format("void {}(json::Reader& in, {}& value) {{",
                                                 function, client_.types[type].cpp)},
                            {"text", cpp_call("json::read", rules, ";")}});
    return function;
  }

  std::string written(std::string_view head, const std::string& value, model::TypeIndex type,
                      const std::string& name) {
    std::vector<std::string> arguments = {value};
    const ReadValue read{.type = type, .constraints = {}, .name = name};
    for (CppForm& form : cpp_forms(client_, read, "json::", constants_))
      arguments.push_back(std::move(form.text));
    return cpp_call(head, arguments, ";");
  }

  /// Adds one function. `options`: its last parameter, which has a default; empty for none.
  void add(const model::Documentation& documentation, const std::string& result,
           const std::string& name, const std::string& parameters, std::string_view options,
           const std::vector<std::string>& lines, const std::string& defaults = {}) {
    std::string declared = parameters + defaults;
    std::string defined = parameters;
    if (!options.empty()) {
      const std::string comma = parameters.empty() ? "" : ", ";
      const std::string_view type = options.substr(6, options.find('&') - 6);
      declared += fmt::format("{}{} = {}()", comma, options, type);
      defined += comma + std::string(options);
    }
    ViewList statements;
    for (const std::string& line : lines) statements.push_back(View{{"text", line}});
    View view{{"comment", cpp_client_comment(typescript_documentation(documentation), 2)},
              {"declaration", fmt::format("{} {}({}) const;", result, name, declared)},
              {"definition", fmt::format("{} {}::{}({}) const {{", result, class_, name, defined)}};
    view.set("begins", !name.starts_with("prepare_"));
    view.set("statements", std::move(statements));
    functions_.push_back(std::move(view));
  }

  /// Adds the function that calls and the one that prepares the call.
  void add_call(const Function& function, const std::string& name, const std::string& type,
                const std::string& result, std::vector<std::string> lines) {
    const std::string arguments = type + errors(function);
    const ClientInput input = client_input(client_, function);
    add(function.documentation, fmt::format("vgen::CallResult<{}>", arguments), name,
        input.parameter, send_options,
        {fmt::format("return prepare_{}({}options).run();", name, function.input ? "input, " : "")},
        input.default_text);
    lines.push_back(result);
    add({}, fmt::format("vgen::client::Call<{}>", arguments), "prepare_" + name, input.parameter,
        send_options, lines, input.default_text);
  }

  void add_message(const model::Channel& channel, const model::ChannelMessage& message) {
    const Function& function = client_.functions[message.function];
    const bool is_handler = function.kind == model::FunctionKind::channel_message;
    const std::string name = function_name(message.value.empty() ? "message" : message.value);
    std::vector<std::string> lines = {
        fmt::format("codegen::Message message(codegen::Message::of_channel({}, {}, {}));",
                    cpp_string(channel.name), cpp_string(channel.key), cpp_string(message.value))};
    if (function.input) {
      const bool is_whole = is_whole_message(client_, *function.input);
      lines.push_back(
          written(is_whole ? "message.body" : "message.input", "input", *function.input, name));
    }
    std::string type = "void";
    std::string read = "nullptr";
    std::string reply = "none";
    if (function.output) {
      const bool has_members = is_always_object(client_, *function.output);
      type = local(*function.output);
      read = reader(*function.output, name);
      reply = !has_members ? "result" : is_handler ? "optional" : "members";
      if (is_handler) {
        read = fmt::format("codegen::read_optional<{}, {}>", read, type);
        type = fmt::format("std::optional<{}>", type);
      }
    }
    add_call(function, name, type,
             fmt::format("return message.call<{}, {}{}>(core(), options, codegen::Reply::{});",
                         read, type, errors(function), reply),
             std::move(lines));
  }

  void add_method(const model::RpcMethod& method) {
    const Function& function = client_.functions[method.function];
    const std::string name = function_name(method.name);
    std::vector<std::string> lines = {fmt::format(
        "codegen::Message message(codegen::Message::of_rpc({}));", cpp_string(method.name))};
    if (function.input && function.inline_input) {
      const model::Struct& arguments = *input_struct(client_, function);
      for (const model::Field& field : arguments.fields)
        lines.push_back(written("message.parameter", "input." + field.name, field.type, name));
    } else if (function.input) {
      lines.push_back(written("message.parameter", "input", *function.input, name));
    }
    const bool repeats = method.idempotent;
    if (function.kind == model::FunctionKind::subscription) {
      const std::string type = local(*function.output);
      lines.push_back(
          fmt::format("auto feed = core()->open_stream(message.take("
                      "codegen::Reply::none, {}), options);",
                      repeats));
      lines.push_back(fmt::format("return {{kept(std::move(feed)), codegen::decode_item<{}, {}>}};",
                                  reader(*function.output, name), type));
      return add(function.documentation, fmt::format("vgen::client::Stream<{}>", type), name,
                 client_input(client_, function).parameter, stream_options, lines);
    }
    if (!function.output && function.errors.empty()) {
      lines.emplace_back("return core()->tell(message.take(codegen::Reply::none, false), false);");
      return add(function.documentation, "bool", name, client_input(client_, function).parameter,
                 "", lines);
    }
    const std::string type = function.output ? local(*function.output) : "void";
    const std::string read = function.output ? reader(*function.output, name) : "nullptr";
    add_call(function, name, type,
             fmt::format("return message.call<{}, {}{}>(core(), options, codegen::Reply::{}{});",
                         read, type, errors(function), function.output ? "result" : "none",
                         repeats ? ", true" : ""),
             std::move(lines));
  }

  void add_topic(const model::Topic& topic) {
    const std::string name = function_name(topic.name);
    std::vector<std::string> parameters;
    std::vector<std::string> texts;
    for (const model::TopicParameter& parameter : topic.parameters) {
      std::string place = cpp_name(parameter.name);
      if (place == "options" || place == "feed") place += '_';  // used in the function
      parameters.push_back(fmt::format("const {}& {}", local(parameter.type), place));
      std::string text = written("codegen::topic_parameter", place, parameter.type, name);
      text.pop_back();  // the semicolon
      texts.push_back(std::move(text));
    }
    const std::string type = local(topic.type);
    const std::string pattern = cpp_string(topic.pattern);
    const std::string text = texts.empty() ? pattern
                                           : fmt::format("codegen::topic_text({}, {{{}}})", pattern,
                                                         fmt::join(texts, ", "));
    add(topic.documentation, fmt::format("vgen::client::Subscription<{}>", type), name,
        fmt::format("{}", fmt::join(parameters, ", ")), topic_options,
        {fmt::format("auto feed = core()->subscribe({}, {}, options);", pattern, text),
         fmt::format("return {{kept(std::move(feed)), codegen::decode_topic_item<{}, {}>}};",
                     reader(topic.type, name), type)});
  }

  void add_messages(const model::Channel& channel) {
    std::vector<std::string> types;
    std::string read;
    for (const model::FunctionIndex index : senders(client_, channel)) {
      const model::TypeIndex type = *client_.functions[index].output;
      if (std::ranges::find(types, local(type)) != types.end()) continue;
      if (types.empty()) read = reader(type, "messages");
      types.push_back(local(type));
    }
    if (types.empty()) return;
    const bool is_one = types.size() == 1;
    const std::string type =
        is_one ? types.front() : fmt::format("std::variant<{}>", fmt::join(types, ", "));
    model::Documentation documentation;
    documentation.summary =
        "What the server sends by itself. If more than 1,024 wait, the oldest are dropped.";
    add(documentation, fmt::format("vgen::client::Stream<{}>", type), "messages", "", "",
        {fmt::format("return {{kept(core()->messages(), false), {}}};",
                     is_one ? fmt::format("codegen::decode_item<{}, {}>", read, type)
                            : fmt::format("codegen::decode_one_of<{}>", type))});
  }

  const model::ApiModel& client_;
  std::string name_space_;
  CppConstants& constants_;
  ViewList& readers_;
  std::string class_;
  std::string owner_;
  std::set<std::string> taken_;
  ViewList functions_;
};

View socket_view(const std::string& name, const std::string& comment, ViewList functions) {
  View view{{"class", name}, {"comment", cpp_client_comment({comment}, 0)}};
  view.set("functions", std::move(functions));
  return view;
}

}  // namespace

void set_client_sockets(View& view, const model::ApiModel& client, const ClientUse& use,
                        CppConstants& constants, ViewList& readers) {
  ViewList sockets;
  ViewList openers;
  std::set<std::string> taken;
  for (const std::size_t index : use.doors) taken.insert(model::base(client.doors[index]).name);
  const auto opener = [&](std::string name, const std::string& type, const ClientInput& input,
                          const std::string& head, ViewList statements, const std::string& make) {
    while (taken.contains(name)) name += '_';
    const std::string comma = input.parameter.empty() ? "" : ", ";
    View one{{"type", type},
             {"name", name},
             {"declared", input.parameter + input.default_text + comma +
                              "vgen::client::SocketOptions options = {}"},
             {"defined", input.parameter + comma + "vgen::client::SocketOptions options"},
             {"request", head},
             {"make", make}};
    one.set("statements", std::move(statements));
    openers.push_back(std::move(one));
  };
  for (const model::Channel& channel : client.channels) {
    const std::string name = client_name(client, use, pascal_case(channel.name) + "Channel");
    SocketPrinter printer(client, constants, readers, name);
    printer.add_channel(channel);
    sockets.push_back(
        socket_view(name,
                    fmt::format("The channel `{}`: `{}`, {}:{}", channel.name, channel.path,
                                channel.location.file, channel.location.line),
                    printer.functions()));
    ClientInput input;
    ViewList statements;
    if (channel.open && client.functions[*channel.open].input) {
      input = client_input(client, client.functions[*channel.open]);
      model::HttpRoute route;
      route.name = channel.name;
      route.function = *channel.open;
      route.path = channel.path;
      route.path_parameters = channel.path_parameters;
      route.bindings = channel.bindings;
      statements = client_request_statements(client, route, constants);
    }
    opener("open_" + snake_case(channel.name), name, input,
           fmt::format("codegen::Request request(\"GET\", {});", cpp_string(channel.path)),
           std::move(statements),
           fmt::format("return {}(codegen::open_channel(connection_, {}, request.take(), "
                       "std::move(options)));",
                       name, cpp_string(channel.key)));
  }
  if (!client.rpc.empty()) {
    const std::string name = client_name(client, use, "Rpc");
    SocketPrinter printer(client, constants, readers, name);
    printer.add_rpc();
    const std::string& path = client.policies.rpc_path;
    sockets.push_back(
        socket_view(name, fmt::format("The RPC connection: `{}`", path), printer.functions()));
    opener("open_rpc", name, {},
           fmt::format("codegen::Request request(\"GET\", {});", cpp_string(path)), {},
           fmt::format("return {}(codegen::open_rpc(connection_, request.take(), "
                       "std::move(options)));",
                       name));
  }
  view.set("has_openers", !openers.empty());
  view.set("sockets", std::move(sockets));
  view.set("openers", std::move(openers));
}

}  // namespace vgen::tool::emit
