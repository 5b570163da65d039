#include "tools/vgen/emit/cpp/rpc.hpp"

#include "tools/vgen/emit/cpp/codec.hpp"
#include "tools/vgen/emit/cpp/guards.hpp"
#include "tools/vgen/emit/cpp/server.hpp"
#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace vgen::tool::emit {
namespace {

using model::RpcMethod;

/// Makes the readers of inputs, one for each function.
class RpcReaders {
 public:
  RpcReaders(const model::ApiModel& api, CppConstants& constants)
      : api_(api), constants_(constants) {}

  /// `, codegen::read_message<todo::GetTodo>`: the reader of the input, with its comma; empty if
  /// the function has none.
  std::string argument(model::FunctionIndex index) {
    const model::Function& function = api_.functions[index];
    if (!function.input) return "";
    if (const model::Struct* const input = inline_input(api_, function))
      return reader(index, "codegen::Parameters", places(*input));
    const ReadValue value{.type = *function.input, .constraints = {}, .name = function.input_name};
    const std::vector<std::string> rules = cpp_rules(api_, value, "json::", constants_);
    if (rules.empty() || input_struct(api_, function) != nullptr)
      return fmt::format(", codegen::read_message<{}>", api_.types[*function.input].cpp);
    std::vector<std::string> arguments = {"in", "value"};
    arguments.insert(arguments.end(), rules.begin(), rules.end());
    return reader(index, "json::Reader", {View{{"text", cpp_call("json::read", arguments, ";")}}});
  }

  ViewList take() { return std::move(readers_); }

 private:
  std::string reader(model::FunctionIndex index, std::string source, ViewList statements) {
    const model::Function& function = api_.functions[index];
    const std::string name = fmt::format("read_rpc_{}", snake_case(function.type_name));
    if (read_.insert(index).second) {
      View view{
          {"name", name}, {"source", std::move(source)}, {"cpp", api_.types[*function.input].cpp}};
      view.set("statements", std::move(statements));
      readers_.push_back(std::move(view));
    }
    return ", " + name;
  }

  /// `in.required(value.id);` for each argument.
  ViewList places(const model::Struct& input) {
    ViewList statements;
    for (const model::Field& field : input.fields) {
      std::vector<std::string> arguments = {"value." + field.name};
      for (std::string& rule : cpp_rules(api_, read_value(input, field), "json::", constants_))
        arguments.push_back(std::move(rule));
      const std::string head = field.optional ? "in.optional" : "in.required";
      statements.push_back(View{{"text", cpp_call(head, arguments, ";")}});
    }
    return statements;
  }

  const model::ApiModel& api_;
  CppConstants& constants_;
  ViewList readers_;
  std::set<model::FunctionIndex> read_;
};

/// `codegen::rpc_row<todo::get_todo, codegen::read_message<todo::GetTodo>>(…),`
std::string row_text(const model::ApiModel& api, const RpcMethod& method, CppConstants& constants,
                     RpcReaders& readers) {
  const model::Function& function = api.functions[method.function];
  const std::string reader = readers.argument(method.function);
  const std::string forms = form_arguments(api, function, reader, constants);
  std::vector<std::string> endpoint = {".name = " + cpp_string(method.name)};
  if (method.needs_session) endpoint.emplace_back(".session = vgen::SessionUse::required");
  if (method.blocking) endpoint.emplace_back(".blocking = true");
  for (std::string& member : guard_members(method.guards)) endpoint.push_back(std::move(member));
  const std::string head =
      fmt::format("codegen::rpc_row<{}{}{}>(", callee(api, function), reader, forms);
  return cpp_braced(head, {fmt::format(".endpoint = {{{}}}", fmt::join(endpoint, ", "))}, "),");
}

}  // namespace

RpcView rpc_view(const model::ApiModel& api, const std::vector<std::size_t>& methods,
                 CppConstants& constants) {
  RpcView view;
  RpcReaders readers(api, constants);
  for (const std::size_t index : methods)
    view.rows.push_back(View{{"text", row_text(api, api.rpc[index], constants, readers)}});
  view.readers = readers.take();
  return view;
}

}  // namespace vgen::tool::emit
