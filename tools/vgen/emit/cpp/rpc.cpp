#include "tools/vgen/emit/cpp/rpc.hpp"

#include "tools/vgen/emit/cpp/server.hpp"
#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace vgen::tool::emit {
namespace {

using model::RpcMethod;

/// `, codegen::read_message<todo::GetTodo>`: the reader of the input, with its comma; empty if the
/// function has none.
std::string reader_argument(const model::ApiModel& api, const RpcMethod& method,
                            CppConstants& constants, ViewList& readers) {
  const model::Function& function = api.functions[method.function];
  if (!function.input) return "";
  const std::string& cpp = api.types[*function.input].cpp;
  const ReadValue value{.type = *function.input, .constraints = {}, .name = function.input_name};
  const std::vector<std::string> rules = cpp_rules(api, value, "json::", constants);
  if (rules.empty() || input_struct(api, function) != nullptr)
    return fmt::format(", codegen::read_message<{}>", cpp);
  const std::string name = fmt::format("read_rpc_{}", snake_case(method.name));
  std::vector<std::string> arguments = {"in", "value"};
  arguments.insert(arguments.end(), rules.begin(), rules.end());
  readers.push_back(
      View{{"name", name}, {"cpp", cpp}, {"text", cpp_call("json::read", arguments, ";")}});
  return ", " + name;
}

/// `codegen::rpc_row<todo::get_todo, codegen::read_message<todo::GetTodo>>(…),`
std::string row_text(const model::ApiModel& api, const RpcMethod& method, CppConstants& constants,
                     ViewList& readers) {
  const model::Function& function = api.functions[method.function];
  const std::string reader = reader_argument(api, method, constants, readers);
  const std::string forms = form_arguments(api, function, reader, constants);
  std::string endpoint = fmt::format(".endpoint = {{.name = {}", cpp_string(method.name));
  if (method.needs_session) endpoint += ", .session = vgen::SessionUse::required";
  const std::string head =
      fmt::format("codegen::rpc_row<{}{}{}>(", callee(api, function), reader, forms);
  return cpp_braced(head, {endpoint + "}"}, "),");
}

}  // namespace

RpcView rpc_view(const model::ApiModel& api, const std::vector<std::size_t>& methods,
                 CppConstants& constants) {
  RpcView view;
  for (const std::size_t index : methods)
    view.rows.push_back(View{{"text", row_text(api, api.rpc[index], constants, view.readers)}});
  return view;
}

}  // namespace vgen::tool::emit
