#include "tools/vgen/emit/cpp_client/operations.hpp"

#include "tools/vgen/emit/cpp/codec.hpp"
#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/emit/cpp_client/sockets.hpp"
#include "tools/vgen/emit/cpp_client/types.hpp"
#include "tools/vgen/emit/typescript/comment.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/http_methods.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace vgen::tool::emit {
namespace {

class OperationPrinter {
 public:
  OperationPrinter(const model::ApiModel& client, const model::HttpRoute& route,
                   CppConstants& constants)
      : client_(client),
        route_(route),
        function_(client.functions[route.function]),
        name_space_(client_namespace(client)),
        constants_(constants) {}

  ViewList request_statements() { return statements(); }

  View print(ViewList& readers) {
    View view;
    view.set("comment", cpp_client_comment(comment(), 2));
    view.set("name", route_.name);
    view.set("declared", parameters(true));
    view.set("request", fmt::format("codegen::Request request({}, {});", cpp_string(word()),
                                    cpp_string(route_.path)));
    ViewList parts = statements();
    view.set("prepared", parameters(false, !parts.empty()));
    view.set("statements", std::move(parts));
    view.set("is_call", !is_stream(client_, route_));
    if (is_stream(client_, route_)) {
      set_stream(view, readers);
    } else {
      set_call(view, readers);
    }
    return view;
  }

 private:
  [[nodiscard]] std::string word() const { return std::string(names_of(route_.method).word); }

  /// The function that calls and the one that prepares the call.
  void set_call(View& view, ViewList& readers) {
    const std::string call = fmt::format("vgen::client::Call<{}>", result_arguments());
    const std::string result = fmt::format("vgen::CallResult<{}>", result_arguments());
    view.set("call", call);
    view.set("result", result);
    view.set("defined", parameters(false));
    view.set("arguments", std::string(function_.input ? "input, options" : "options"));
    view.set("make", fmt::format("return request.{}{}>(connection_, options);", reader(readers),
                                 result_arguments()));
  }

  void set_stream(View& view, ViewList& readers) {
    const std::string item = local(*function_.output);
    view.set("call", fmt::format("vgen::client::Stream<{}>", item));
    const std::string name = item_reader(readers);
    view.set("make",
             fmt::format("return request.stream<{}, {}>(connection_, options);",
                         name.empty() ? fmt::format("codegen::read_value<{}>", item) : name, item));
  }

  [[nodiscard]] std::string local(model::TypeIndex type) const {
    return cpp_type_within(client_.types[type].cpp, name_space_);
  }

  /// `Todo, NotFound`
  [[nodiscard]] std::string result_arguments() const {
    std::string text = function_.output              ? local(*function_.output)
                       : route_.answer_types.empty() ? "void"
                                                     : "vgen::client::Media";
    for (const model::DeclaredError& error : function_.errors)
      text += ", " + client_.structs[error.type].name;
    return text;
  }

  [[nodiscard]] std::vector<std::string> comment() const {
    const std::string place = fmt::format("`{} {}`, {}:{}", word(), route_.path,
                                          function_.location.file, function_.location.line);
    return typescript_documentation(function_.documentation, {nullptr, {place}, {}});
  }

  /// `const GetTodo& input, const CallOptions& options = …`
  [[nodiscard]] std::string parameters(bool with_defaults, bool is_used = true) const {
    std::string text;
    if (function_.input) {
      const ClientInput input = client_input(client_, function_, is_used ? "input" : "/*input*/");
      text = input.parameter + (with_defaults ? input.default_text : "") + ", ";
    }
    const std::string_view type = is_stream(client_, route_) ? "HttpStreamOptions" : "CallOptions";
    text += fmt::format("const {}& options", type);
    if (with_defaults) text += fmt::format(" = {}()", type);
    return text;
  }

  [[nodiscard]] std::vector<std::string> forms(const model::Struct& record,
                                               const model::Field& field) {
    std::vector<std::string> list;
    for (CppForm& form : cpp_forms(client_, read_value(record, field), "json::", constants_))
      list.push_back(std::move(form.text));
    return list;
  }

  std::string member(std::string_view head, const std::string& name, const model::Struct& record,
                     const model::Field& field) {
    std::vector<std::string> arguments = {cpp_string(name), "input." + field.name};
    for (std::string& form : forms(record, field)) arguments.push_back(std::move(form));
    return cpp_call(head, arguments, ";");
  }

  std::string body_member(const model::Struct& record, const model::Field& field) {
    std::vector<std::string> arguments = {"input." + field.name};
    for (std::string& form : forms(record, field)) arguments.push_back(std::move(form));
    return cpp_call("request.body", arguments, ";");
  }

  /// The statement that makes a text or bytes the body.
  [[nodiscard]] std::string media(const std::string& value) const {
    return cpp_call("request.media", {value, cpp_string(usual_body_type(client_, route_))}, ";");
  }

  ViewList statements() {
    ViewList list;
    const auto add = [&](std::string text) { list.push_back(View{{"text", std::move(text)}}); };
    if (!function_.input) return list;
    const model::Struct* const record = input_struct(client_, function_);
    if (record == nullptr && !route_.body_types.empty()) {
      add(media("input"));
      return list;
    }
    if (record == nullptr || (route_.body == model::BodyUse::whole && !route_.multipart)) {
      std::vector<std::string> arguments = {"input"};
      const ReadValue value{.type = *function_.input, .constraints = {}, .name = route_.name};
      for (CppForm& form : cpp_forms(client_, value, "json::", constants_))
        arguments.push_back(std::move(form.text));
      add(cpp_call("request.body", arguments, ";"));
      return list;
    }
    for (const std::string& parameter : route_.path_parameters) {
      for (const model::Binding& binding : route_.bindings) {
        if (binding.place == model::Place::path && binding.name == parameter)
          add(member("request.path", binding.name, *record, record->fields[binding.field]));
      }
    }
    add_places(add, *record);
    if (route_.body == model::BodyUse::member) {
      const model::Field& field = body_field(client_, route_);
      add(route_.body_types.empty() ? body_member(*record, field) : media("input." + field.name));
    } else if (route_.body != model::BodyUse::none && !route_.multipart) {
      add("request.members([&](json::ObjectWriter& object) {");
      for (const model::Binding& binding : route_.bindings) {
        const model::Field& field = record->fields[binding.field];
        if (field.is_rest) {
          add("  " + write_rest(client_, {record, &field, "input."}, "json::", constants_));
        } else if (binding.place == model::Place::body)
          add("  " + member("object.member", field.wire_name, *record, field));
      }
      add("});");
    }
    return list;
  }

  template <class Add>
  void add_places(const Add& add, const model::Struct& record) {
    for (const model::Binding& binding : route_.bindings) {
      const model::Field& field = record.fields[binding.field];
      switch (binding.place) {
        case model::Place::query: add(member("request.query", binding.name, record, field)); break;
        case model::Place::header:
          add(member("request.header", binding.name, record, field));
          break;
        case model::Place::cookie:
          add(member("request.cookie", binding.name, record, field));
          break;
        case model::Place::body:
          if (route_.multipart) add(member("request.part", field.wire_name, record, field));
          break;
        case model::Place::path: break;
      }
    }
  }

  /// How the value is read: `call<`, or `call_with<read_count, `.
  std::string reader(ViewList& readers) {
    if (!route_.answer_types.empty()) return "call_with<codegen::as_media, ";
    if (!function_.output) return "call<";
    const std::string name = item_reader(readers);
    return name.empty() ? "call<" : fmt::format("call_with<{}, ", name);
  }

  /// The function that reads the output by rules of its own; empty if it needs none.
  std::string item_reader(ViewList& readers) {
    const ReadValue value{
        .type = *function_.output, .constraints = {}, .name = route_.name + "_output"};
    std::vector<std::string> rules = cpp_rules(client_, value, "json::", constants_);
    if (rules.empty()) return {};
    rules.insert(rules.begin(), {"in", "value"});
    const std::string name = fmt::format("read_{}", route_.name);
    readers.push_back(View{{"head", fmt::format("void {}(json::Reader& in, {}& value) {{", name,
                                                client_.types[*function_.output].cpp)},
                           {"text", cpp_call("json::read", rules, ";")}});
    return name;
  }

  const model::ApiModel& client_;
  const model::HttpRoute& route_;
  const model::Function& function_;
  std::string name_space_;
  CppConstants& constants_;
};

ViewList problems(const model::ApiModel& client, const ClientUse& use) {
  ViewList list;
  std::set<model::StructIndex> seen;
  for (const model::FunctionIndex index : use.functions) {
    for (const model::DeclaredError& error : client.functions[index].errors) {
      if (!seen.insert(error.type).second) continue;
      list.push_back(
          View{{"cpp", client.structs[error.type].cpp}, {"text", cpp_string(error.problem_type)}});
    }
  }
  return list;
}

}  // namespace

std::string client_name(const model::ApiModel& client, const ClientUse& use, std::string name) {
  std::set<std::string> taken;
  const auto add = [&](const auto& list, const std::vector<bool>& used) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (used[i]) taken.insert(list[i].name);
    }
  };
  add(client.structs, use.structs);
  add(client.enums, use.enums);
  add(client.aliases, use.aliases);
  add(client.variants, use.variants);
  while (taken.contains(name)) name += name == "Api" ? "Client" : "_";
  return name;
}

std::string client_class(const model::ApiModel& client, const ClientUse& use) {
  return client_name(client, use, "Api");
}

ClientInput client_input(const model::ApiModel& client, const model::Function& function,
                         std::string_view name) {
  if (!function.input) return {};
  const std::string type =
      cpp_type_within(client.types[*function.input].cpp, client_namespace(client));
  const model::Struct* const record = input_struct(client, function);
  const bool may_be_left_out =
      record != nullptr && std::ranges::none_of(record->fields, &model::Field::required_in_input);
  return {.parameter = fmt::format("const {}& {}", type, name),
          .default_text = may_be_left_out ? fmt::format(" = {}()", type) : ""};
}

ViewList client_request_statements(const model::ApiModel& client, const model::HttpRoute& route,
                                   CppConstants& constants) {
  return OperationPrinter(client, route, constants).request_statements();
}

void set_client_operations(View& view, const model::ApiModel& client, const ClientUse& use,
                           CppConstants& constants) {
  ViewList readers;
  ViewList operations;
  for (const std::size_t index : use.doors) {
    std::visit(
        [&](const model::HttpRoute& route) {
          operations.push_back(OperationPrinter(client, route, constants).print(readers));
        },
        client.doors[index]);
  }
  set_client_sockets(view, client, use, constants, readers);
  ViewList declared = problems(client, use);
  view.set("has_readers", !readers.empty());
  view.set("readers", std::move(readers));
  view.set("operations", std::move(operations));
  view.set("has_streams", has_streams(client));
  view.set("has_problems", !declared.empty());
  view.set("problems", std::move(declared));
}

}  // namespace vgen::tool::emit
