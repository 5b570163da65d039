#pragma once

#include "tools/vgen/emit/cpp/rules.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace vgen::tool::emit {

/// The functions that read inputs from HTTP requests, and the table of HTTP routes.
struct ServerView {
  ViewList readers;
  ViewList http_rows;
};

/// For these doors.
ServerView server_view(const model::ApiModel& api, const std::vector<std::size_t>& doors,
                       CppConstants& constants);

/// The declared errors of these functions, each with its problem type.
ViewList problems_view(const model::ApiModel& api,
                       const std::vector<model::FunctionIndex>& functions);

/// The type of a function as vgen read it: `vgen::Result<todo::Todo, todo::NotFound>` of
/// `todo::Services&` and `todo::GetTodo`.
struct FunctionType {
  std::string result;
  std::vector<std::string> parameters;
};

FunctionType function_type(const model::ApiModel& api, const model::Function& function);

/// The input struct that is generated for a function with arguments of its own; null for others.
const model::Struct* inline_input(const model::ApiModel& api, const model::Function& function);

/// What the tables call: the function, or what takes its arguments as one input.
std::string callee(const model::ApiModel& api, const model::Function& function);

/// Functions that call these functions with the members of an inline input as arguments.
ViewList calls_view(const model::ApiModel& api, const std::vector<model::FunctionIndex>& functions);

}  // namespace vgen::tool::emit
