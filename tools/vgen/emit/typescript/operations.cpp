#include "tools/vgen/emit/typescript/operations.hpp"

#include "tools/vgen/emit/output/layout.hpp"
#include "tools/vgen/emit/typescript/comment.hpp"
#include "tools/vgen/emit/typescript/text.hpp"
#include "tools/vgen/emit/typescript/types.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/http_methods.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace vgen::tool::emit {
namespace {

/// The members that are query parameters. They have the names of the parameters.
std::optional<std::string> query_member(const TypeScriptAddress& address,
                                        const model::Struct& input) {
  std::vector<std::string> list;
  for (const model::Binding& binding : address.bindings) {
    if (binding.place != model::Place::query) continue;
    if (binding.name != input.fields.at(binding.field).wire_name)
      throw std::logic_error("a query parameter is not named as its member");
    list.push_back(typescript_string(binding.name));
  }
  if (list.empty()) return std::nullopt;
  return typescript_list("query: [", list, "]");
}

/// The members of another place, by their names there: `headers: { "X-Trace": "trace" }`.
std::optional<std::string> place_member(std::string_view name, const model::HttpRoute& operation,
                                        const model::Struct& input, model::Place place) {
  std::vector<std::string> list;
  for (const model::Binding& binding : operation.bindings) {
    if (binding.place != place) continue;
    const std::string& member = input.fields.at(binding.field).wire_name;
    list.push_back(
        fmt::format("{}: {}", typescript_property(binding.name), typescript_string(member)));
  }
  if (list.empty()) return std::nullopt;
  return typescript_list(fmt::format("{}: {{", name), list, "}");
}

/// The path with the names of members, which may differ from the names of parameters.
std::string member_path(const TypeScriptAddress& address, const model::Struct* input) {
  std::string path;
  std::string_view left = address.path;
  for (const std::string& parameter : address.path_parameters) {
    const auto binding = std::ranges::find_if(address.bindings, [&](const auto& candidate) {
      return candidate.place == model::Place::path && candidate.name == parameter;
    });
    const std::size_t begin = left.find('{') + 1;
    path.append(left.substr(0, begin)).append(input->fields.at(binding->field).wire_name);
    left.remove_prefix(begin + parameter.size());
  }
  return path.append(left);
}

/// What is a text or bytes instead of JSON: `{ type: "text/csv", member: "table", answer: "text"
/// }`.
std::string media_literal(const model::ApiModel& api, const model::HttpRoute& operation) {
  const model::Function& function = api.functions.at(operation.function);
  std::vector<std::string> literal;
  if (!operation.body_types.empty())
    literal.push_back("type: " + typescript_string(usual_body_type(api, operation)));
  if (!operation.body_types.empty() && operation.body == model::BodyUse::member)
    literal.push_back("member: " + typescript_string(body_field(api, operation).wire_name));
  if (!operation.answer_types.empty()) {
    const bool is_string = function.output && is_text(api, *function.output);
    literal.push_back(fmt::format("answer: \"{}\"", is_string ? "text" : "blob"));
  }
  return typescript_list("{", literal, "}");
}

/// The description of an operation for the runtime: `{ method: "PATCH", path: "/todos/{id}", body:
/// true }`.
std::string operation_literal(const model::ApiModel& api, const TypeScriptNames& names,
                              const model::HttpRoute& operation) {
  const model::Function& function = api.functions.at(operation.function);
  const model::Struct* input = input_struct(api, function);
  std::vector<std::string> literal;
  literal.push_back(fmt::format("method: \"{}\"", names_of(operation.method).word));
  append_address(literal, names, {operation.path, operation.path_parameters, operation.bindings},
                 input);
  if (input != nullptr) {
    std::optional<std::string> members[] = {
        place_member("headers", operation, *input, model::Place::header),
        place_member("cookies", operation, *input, model::Place::cookie)};
    for (std::optional<std::string>& member : members) {
      if (member) literal.push_back(std::move(*member));
    }
  }
  const bool is_json = !operation.multipart && operation.body_types.empty();
  if (operation.body == model::BodyUse::fields && is_json) literal.push_back("body: true");
  if (operation.body == model::BodyUse::whole && is_json) literal.push_back("body: \"whole\"");
  if (operation.body == model::BodyUse::member && is_json)
    literal.push_back(fmt::format("body: {{ member: {} }}",
                                  typescript_string(body_field(api, operation).wire_name)));
  if (!function.output || !operation.answer_types.empty()) literal.push_back("empty: true");
  return typescript_list("{", literal, "}");
}

/// The members of the body: `["title", "photo"]`.
std::string form_members(const model::Struct& input, const model::HttpRoute& operation) {
  std::vector<std::string> list;
  for (const model::Binding& binding : operation.bindings) {
    if (binding.place == model::Place::body)
      list.push_back(typescript_string(input.fields.at(binding.field).wire_name));
  }
  return typescript_list("[", list, "]");
}

/// The functions of one file, and the names that they use.
class ModulePrinter {
 public:
  ModulePrinter(const model::ApiModel& api, const TypeScriptNames& names)
      : api_(api), names_(names) {}

  View print(const TypeScriptModule& module);

 private:
  View function(std::size_t index, const model::HttpRoute& operation);
  [[nodiscard]] std::string comment(const model::HttpRoute& operation) const;
  std::vector<std::string> parameters(const model::HttpRoute& operation);
  std::string input_type(const model::HttpRoute& operation);
  std::string value_type(const model::HttpRoute& operation);
  std::string result(const model::HttpRoute& operation);
  std::string stream_result(const model::Function& function);
  [[nodiscard]] bool has_calls(const TypeScriptModule& module) const;
  [[nodiscard]] bool has_json_calls(const TypeScriptModule& module) const;
  [[nodiscard]] std::string runtime_import(const TypeScriptModule& module) const;
  [[nodiscard]] std::string stream_import(const TypeScriptModule& module) const;
  [[nodiscard]] std::string path_import(const TypeScriptModule& module) const;
  [[nodiscard]] std::string form_import(const TypeScriptModule& module) const;
  [[nodiscard]] std::string media_import(const TypeScriptModule& module) const;
  [[nodiscard]] std::string types_import() const;

  const model::ApiModel& api_;
  const TypeScriptNames& names_;
  std::set<std::string> used_;
  bool uses_call_error_ = false;
  bool uses_media_ = false;
};

std::string ModulePrinter::comment(const model::HttpRoute& operation) const {
  const model::Function& function = api_.functions[operation.function];
  const std::string place = fmt::format("@remarks `{}`, {}:{}", typescript_request(operation),
                                        function.location.file, function.location.line);
  return typescript_comment(
      0, typescript_documentation(function.documentation, {nullptr, {}, {place}}));
}

/// A body of bytes is not their base64 text.
std::string ModulePrinter::input_type(const model::HttpRoute& operation) {
  const model::Function& function = api_.functions[operation.function];
  const bool takes_bytes =
      !operation.body_types.empty() && !is_text(api_, body_type(api_, operation));
  uses_media_ = uses_media_ || takes_bytes;
  if (takes_bytes && operation.body == model::BodyUse::whole) return names_.runtime("Media");
  std::string type = typescript_type(api_, names_, *function.input, Direction::input, used_);
  if (!takes_bytes) return type;
  const model::Field& body = body_field(api_, operation);
  return fmt::format("Omit<{}, {}> & {{ {}{}: {} }}", type, typescript_string(body.wire_name),
                     typescript_property(body.wire_name), body.required_in_input() ? "" : "?",
                     names_.runtime("Media"));
}

std::vector<std::string> ModulePrinter::parameters(const model::HttpRoute& operation) {
  const model::Function& function = api_.functions[operation.function];
  const bool streams = function.kind == model::FunctionKind::subscription;
  std::vector<std::string> list = {"client: " + names_.runtime("Client")};
  if (function.input) {
    const std::string type = input_type(operation);
    const model::Struct* input = input_struct(api_, function);
    const bool may_be_left_out = input != nullptr && typescript_may_be_empty(*input);
    list.push_back(fmt::format("input: {}{}", type, may_be_left_out ? " = {}" : ""));
  }
  list.push_back("options?: " + names_.runtime(streams ? "StreamOptions" : "CallOptions"));
  return list;
}

/// The text after the parameters of a stream, whose errors are those of every call.
std::string ModulePrinter::stream_result(const model::Function& function) {
  const std::string item =
      typescript_type(api_, names_, function.output.value(), Direction::output, used_);
  return fmt::format("): {}<{}> {{", names_.runtime("Stream"), item);
}

/// The type of what a call gives. Answers that are not texts are blobs.
std::string ModulePrinter::value_type(const model::HttpRoute& operation) {
  const model::Function& function = api_.functions[operation.function];
  const bool is_string = function.output && is_text(api_, *function.output);
  if (!operation.answer_types.empty() && !is_string) return "Blob";
  return function.output ? typescript_type(api_, names_, *function.output, Direction::output, used_)
                         : "void";
}

/// The text after the parameters. Errors that are too long for a line have an alias.
std::string ModulePrinter::result(const model::HttpRoute& operation) {
  const model::FunctionIndex index = operation.function;
  const model::Function& function = api_.functions[index];
  const std::string value = value_type(operation);
  const auto text = [&](const std::string& errors) {
    return fmt::format("): {}<{}, {}> {{", names_.runtime("Call"), value, errors);
  };
  std::string full =
      text(fmt::format("{}", fmt::join(typescript_failures(function, names_), " | ")));
  if (full.size() > line_width) return text(*used_.insert(names_.failure(index)).first);
  for (const model::DeclaredError& error : function.errors)
    used_.insert(names_.problem(error.type));
  uses_call_error_ = true;
  return full;
}

View ModulePrinter::function(std::size_t index, const model::HttpRoute& operation) {
  const model::Function& function = api_.functions[operation.function];
  const bool streams = is_stream(api_, operation);
  const std::vector<std::string> named = parameters(operation);
  std::vector<std::string> arguments = {"client", operation_literal(api_, names_, operation),
                                        function.input ? "input" : "undefined", "options"};
  if (operation.multipart)
    arguments.insert(arguments.begin() + 2, form_members(*input_struct(api_, function), operation));
  if (has_media(operation)) arguments.insert(arguments.begin() + 2, media_literal(api_, operation));
  const char* const caller = streams                ? "stream"
                             : operation.multipart  ? "callForm"
                             : has_media(operation) ? "callMedia"
                                                    : "call";
  return View{
      {"comment", comment(operation)},
      {"signature", typescript_list(fmt::format("export function {}(", names_.function(index)),
                                    named, streams ? stream_result(function) : result(operation))},
      {"body",
       typescript_list(fmt::format("return {}(", names_.runtime(caller)), arguments, ");")}};
}

/// With some compiler options an unused import is an error.
std::string ModulePrinter::runtime_import(const TypeScriptModule& module) const {
  const std::string client = names_.runtime_specifier("Client");
  if (!has_calls(module))
    return fmt::format("import type {{ {} }} from \"./runtime/index.js\";", client);
  std::vector<std::string> list;
  if (has_json_calls(module)) list.push_back(names_.runtime_specifier("call"));
  for (const char* name : {"Call", "CallError", "CallOptions", "Client"}) {
    if (name == std::string_view("CallError") && !uses_call_error_) continue;
    list.push_back("type " + names_.runtime_specifier(name));
  }
  return typescript_list("import {", list, "} from \"./runtime/index.js\";");
}

bool ModulePrinter::has_json_calls(const TypeScriptModule& module) const {
  return std::ranges::any_of(module.doors, [&](std::size_t index) {
    return std::visit(
        [&](const model::HttpRoute& route) {
          return !is_stream(api_, route) && !route.multipart && !has_media(route);
        },
        api_.doors[index]);
  });
}

bool ModulePrinter::has_calls(const TypeScriptModule& module) const {
  return std::ranges::any_of(module.doors, [&](std::size_t index) {
    return !std::visit([&](const auto& route) { return is_stream(api_, route); },
                       api_.doors[index]);
  });
}

std::string ModulePrinter::stream_import(const TypeScriptModule& module) const {
  const bool streams = std::ranges::any_of(module.doors, [&](std::size_t index) {
    return std::visit([&](const auto& route) { return is_stream(api_, route); }, api_.doors[index]);
  });
  if (!streams) return {};
  const std::vector<std::string> list = {names_.runtime_specifier("stream"),
                                         "type " + names_.runtime_specifier("Stream"),
                                         "type " + names_.runtime_specifier("StreamOptions")};
  return typescript_list("import {", list, "} from \"./runtime/stream.js\";");
}

std::string ModulePrinter::path_import(const TypeScriptModule& module) const {
  const bool fills = std::ranges::any_of(module.doors, [&](std::size_t index) {
    return std::visit(
        [](const model::HttpRoute& operation) { return typescript_fills_path(operation.path); },
        api_.doors[index]);
  });
  return fills ? fmt::format("import {{ {} }} from \"./runtime/path.js\";",
                             names_.runtime_specifier("fillPath"))
               : std::string();
}

std::string ModulePrinter::form_import(const TypeScriptModule& module) const {
  const bool has_files = std::ranges::any_of(module.doors, [&](std::size_t index) {
    return std::visit([](const model::HttpRoute& operation) { return operation.multipart; },
                      api_.doors[index]);
  });
  return has_files ? fmt::format("import {{ {} }} from \"./runtime/form.js\";",
                                 names_.runtime_specifier("callForm"))
                   : std::string();
}

std::string ModulePrinter::media_import(const TypeScriptModule& module) const {
  const bool has_one = std::ranges::any_of(module.doors, [&](std::size_t index) {
    return std::visit([](const model::HttpRoute& operation) { return has_media(operation); },
                      api_.doors[index]);
  });
  if (!has_one) return {};
  std::vector<std::string> list = {names_.runtime_specifier("callMedia")};
  if (uses_media_) list.push_back("type " + names_.runtime_specifier("Media"));
  return typescript_list("import {", list, "} from \"./runtime/media.js\";");
}

std::string ModulePrinter::types_import() const {
  if (used_.empty()) return {};
  return typescript_list("import type {", {used_.begin(), used_.end()}, "} from \"./types.js\";");
}

View ModulePrinter::print(const TypeScriptModule& module) {
  ViewList functions;
  for (const std::size_t index : module.doors) {
    functions.push_back(
        std::visit([&](const model::HttpRoute& operation) { return function(index, operation); },
                   api_.doors[index]));
  }
  View view;
  view.set("runtime_import", runtime_import(module));
  view.set("stream_import", stream_import(module));
  view.set("path_import", path_import(module));
  view.set("form_import", form_import(module));
  view.set("media_import", media_import(module));
  view.set("types_import", types_import());
  view.set("functions", std::move(functions));
  return view;
}

}  // namespace

std::vector<TypeScriptModule> typescript_modules(const model::ApiModel& api) {
  std::vector<TypeScriptModule> modules;
  for (std::size_t i = 0; i < api.doors.size(); ++i) {
    const std::string name = std::visit(
        [&](const model::HttpRoute& operation) { return typescript_module(api, operation); },
        api.doors[i]);
    auto module = std::ranges::find(modules, name, &TypeScriptModule::name);
    if (module == modules.end()) module = modules.insert(module, {name, {}});
    module->doors.push_back(i);
  }
  return modules;
}

bool typescript_fills_path(std::string_view path) {
  if (path.ends_with("...}")) return true;
  for (std::size_t at = 0; at < path.size(); ++at) {
    const char c = path[at];
    if (c == '{' && path[at - 1] != '/') return true;
    if (c == '}' && at + 1 < path.size() && path[at + 1] != '/') return true;
  }
  return false;
}

bool typescript_may_be_empty(const model::Struct& input) {
  static constexpr std::string_view inherited[] = {
      "constructor",    "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable",
      "toLocaleString", "toString",       "valueOf"};
  return std::ranges::none_of(input.fields, [](const model::Field& field) {
    return field.required_in_input() ||
           std::ranges::find(inherited, field.wire_name) != std::end(inherited);
  });
}

void append_address(std::vector<std::string>& literal, const TypeScriptNames& names,
                    const TypeScriptAddress& address, const model::Struct* input) {
  literal.push_back("path: " + typescript_string(member_path(address, input)));
  if (typescript_fills_path(address.path)) literal.push_back("fill: " + names.runtime("fillPath"));
  if (input == nullptr) return;
  if (std::optional<std::string> query = query_member(address, *input))
    literal.push_back(std::move(*query));
}

std::string typescript_request(const model::HttpRoute& operation) {
  return fmt::format("{} {}", names_of(operation.method).word, operation.path);
}

View typescript_module_view(const model::ApiModel& api, const TypeScriptNames& names,
                            const TypeScriptModule& module) {
  return ModulePrinter(api, names).print(module);
}

}  // namespace vgen::tool::emit
