#pragma once

#include "tools/vgen/emit/cpp/rules.hpp"
#include "tools/vgen/emit/cpp_client/client_model.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <string>
#include <string_view>

namespace vgen::tool::emit {

/// The name of the class with the operations: `Api`, or `ApiClient` if a type of the API has that
/// name.
std::string client_class(const model::ApiModel& client, const ClientUse& use);

/// A name for a class, with more behind it if a type of the API has it.
std::string client_name(const model::ApiModel& client, const ClientUse& use, std::string name);

/// The parameter of a function for its input.
struct ClientInput {
  std::string parameter{};     ///< `const GetTodo& input`; empty if the function has no input.
  std::string default_text{};  ///< ` = GetTodo()` if the input may be left out, else empty.
};
ClientInput client_input(const model::ApiModel& client, const model::Function& function,
                         std::string_view name = "input");

/// The statements that write the members of an input into a request.
ViewList client_request_statements(const model::ApiModel& client, const model::HttpRoute& route,
                                   CppConstants& constants);

/// Sets the views of the operations: `has_streams`, `operations`, `readers`, `problems`.
void set_client_operations(View& view, const model::ApiModel& client, const ClientUse& use,
                           CppConstants& constants);

}  // namespace vgen::tool::emit
