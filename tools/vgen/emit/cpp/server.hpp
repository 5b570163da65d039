#pragma once

#include "tools/vgen/emit/cpp/rules.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <string>

namespace vgen::tool::emit {

/// The functions that read inputs from HTTP requests, and the table of HTTP routes.
struct ServerView {
  ViewList readers;
  ViewList http_rows;
};

ServerView server_view(const model::ApiModel& api, CppConstants& constants);

/// The declared errors of the API, each with its problem type.
ViewList problems_view(const model::ApiModel& api);

/// The type of a function as vgen read it: `vgen::Result<todo::Todo,
/// todo::NotFound>(todo::Services&, todo::GetTodo)`.
std::string function_type(const model::ApiModel& api, const model::Function& function);

/// The input struct that is generated for a function with arguments of its own; null for others.
const model::Struct* inline_input(const model::ApiModel& api, const model::Function& function);

/// What the tables call: the function, or what takes its arguments as one input.
std::string callee(const model::ApiModel& api, const model::Function& function);

/// The functions that take inline inputs apart.
ViewList calls_view(const model::ApiModel& api);

}  // namespace vgen::tool::emit
