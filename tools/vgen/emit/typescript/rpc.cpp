#include "tools/vgen/emit/typescript/rpc.hpp"

#include "tools/vgen/emit/typescript/comment.hpp"
#include "tools/vgen/emit/typescript/member_names.hpp"
#include "tools/vgen/emit/typescript/text.hpp"
#include "tools/vgen/emit/typescript/types.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace vgen::tool::emit {
namespace {

using model::Function;
using model::RpcMethod;

/// Nobody waits for the end of a function that returns nothing and declares no errors.
bool is_notification(const Function& function) {
  return function.kind == model::FunctionKind::api && !function.output && function.errors.empty();
}

/// Prints the methods, and collects the names that they use.
class RpcPrinter {
 public:
  RpcPrinter(const model::ApiModel& api, const TypeScriptNames& names) : api_(api), names_(names) {}

  View print() {
    ViewList methods;
    for (const RpcMethod& method : api_.rpc) add(method, methods);
    const std::vector<std::string> facts = {"path: " + typescript_string(api_.policies.rpc_path),
                                            typescript_list("methods: {", facts_, "}")};
    View view;
    view.set("runtime_import", runtime_import());
    view.set("rpc_import", rpc_import());
    view.set("types_import", types_import());
    view.set("type", names_.rpc());
    view.set("connection", names_.runtime("RpcConnection"));
    view.set("methods", std::move(methods));
    view.set("signature", typescript_list(fmt::format("export function {}(", names_.rpc_opener()),
                                          {"client: " + names_.runtime("Client"),
                                           "options?: " + names_.runtime("SocketOptions")},
                                          fmt::format("): {} {{", names_.rpc())));
    view.set("body",
             typescript_list("return openRpcConnection(",
                             {"client", typescript_list("{", facts, "}"), "options"}, ");"));
    return view;
  }

 private:
  void add(const RpcMethod& method, ViewList& methods) {
    const Function& function = api_.functions[method.function];
    const std::string name = members_.take(method.name);
    std::vector<std::string> list = parameters(function);
    std::vector<std::string> facts;
    if (name != method.name) facts.push_back("method: " + typescript_string(method.name));
    if (!list.empty()) facts.push_back(fmt::format("parameters: {}", list.size()));
    std::string result = "void";
    if (function.kind == model::FunctionKind::subscription) {
      facts.emplace_back(R"(kind: "stream")");
      list.push_back("options?: " + names_.runtime("RpcStreamOptions"));
      result = fmt::format("{}<{}>", names_.runtime("RpcStream"), output(function));
      uses_streams_ = true;
    } else if (is_notification(function)) {
      facts.emplace_back(R"(kind: "notification")");
    } else {
      list.push_back("options?: " + names_.runtime("SendOptions"));
      result = fmt::format("{}<{}, {}>", names_.runtime("Call"), output(function),
                           error(method.function));
      uses_calls_ = true;
    }
    if (method.idempotent) facts.emplace_back("repeats: true");
    const std::string property = typescript_property(name);
    methods.push_back(
        View{{"comment", typescript_comment(2, typescript_documentation(function.documentation))},
             {"text", typescript_list(property + "(", list, "): " + result + ";")}});
    facts_.push_back(typescript_list(property + ": {", facts, "}"));
  }

  std::string type(model::TypeIndex index, Direction direction) {
    return typescript_type(api_, names_, index, direction, used_);
  }

  std::string output(const Function& function) {
    return function.output ? type(*function.output, Direction::output) : "void";
  }

  std::string error(model::FunctionIndex function) {
    if (!api_.functions[function].errors.empty())
      return *used_.insert(names_.failure(function)).first;
    uses_call_error_ = true;
    return names_.runtime("CallError");
  }

  std::vector<std::string> parameters(const Function& function) {
    if (!function.input) return {};
    if (function.inline_input) return arguments(*input_struct(api_, function));
    return {fmt::format("input: {}", type(*function.input, Direction::input))};
  }

  /// An argument may be left out if all that follow it may be. `undefined` stands for one that is
  /// left out before others.
  std::vector<std::string> arguments(const model::Struct& places) {
    std::vector<std::string> list;
    std::size_t needed = places.fields.size();
    while (needed > 0 && !places.fields[needed - 1].required_in_input()) --needed;
    for (const model::Field& field : places.fields) {
      const bool is_optional = !field.required_in_input();
      const bool may_be_absent = list.size() >= needed;
      list.push_back(fmt::format("{}{}: {}{}", safe_parameter(field.wire_name),
                                 may_be_absent ? "?" : "", type(field.type, Direction::input),
                                 is_optional && !may_be_absent ? " | undefined" : ""));
    }
    return list;
  }

  /// A parameter of a declaration may have any name but a reserved word.
  static std::string safe_parameter(const std::string& name) {
    return typescript_is_reserved(name) || name == "options" ? name + "_" : name;
  }

  [[nodiscard]] std::string runtime_import() const {
    std::vector<std::string> list;
    if (uses_calls_) list.push_back(names_.runtime_specifier("Call"));
    if (uses_call_error_) list.push_back(names_.runtime_specifier("CallError"));
    list.push_back(names_.runtime_specifier("Client"));
    return typescript_list("import type {", list, "} from \"./runtime/index.js\";");
  }

  [[nodiscard]] std::string rpc_import() const {
    std::vector<std::string> list = {"openRpc as openRpcConnection",
                                     "type " + names_.runtime_specifier("RpcConnection")};
    if (uses_streams_) {
      list.push_back("type " + names_.runtime_specifier("RpcStream"));
      list.push_back("type " + names_.runtime_specifier("RpcStreamOptions"));
    }
    if (uses_calls_) list.push_back("type " + names_.runtime_specifier("SendOptions"));
    list.push_back("type " + names_.runtime_specifier("SocketOptions"));
    return typescript_list("import {", list, "} from \"./runtime/rpc.js\";");
  }

  [[nodiscard]] std::string types_import() const {
    if (used_.empty()) return {};
    return typescript_list("import type {", {used_.begin(), used_.end()}, "} from \"./types.js\";");
  }

  const model::ApiModel& api_;
  const TypeScriptNames& names_;
  TypeScriptMemberNames members_;
  std::vector<std::string> facts_;
  std::set<std::string> used_;
  bool uses_calls_ = false;
  bool uses_call_error_ = false;
  bool uses_streams_ = false;
};

}  // namespace

View typescript_rpc_view(const model::ApiModel& api, const TypeScriptNames& names) {
  return RpcPrinter(api, names).print();
}

}  // namespace vgen::tool::emit
