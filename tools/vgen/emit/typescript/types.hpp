#pragma once

#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/emit/typescript/names.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <set>
#include <string>
#include <vector>

namespace vgen::tool::emit {

/// A type in TypeScript. The names of the author's types in it are added to `used`.
std::string typescript_type(const model::ApiModel& api, const TypeScriptNames& names,
                            model::TypeIndex type, Direction direction,
                            std::set<std::string>& used);

/// The same with the constraints of a value: with them a number may be a string of digits.
std::string typescript_value(const model::ApiModel& api, const TypeScriptNames& names,
                             model::TypeIndex type, const model::Constraints& constraints,
                             Direction direction, std::set<std::string>& used);

/// The declarations of `types.ts`: the author's types and declared errors in source order.
ViewList typescript_declarations(const model::ApiModel& api, const TypeScriptNames& names);

/// The names of inputs, outputs and errors of functions: `GetTodoInput`, if no type itself has this
/// name.
ViewList typescript_sides(const model::ApiModel& api, const TypeScriptNames& names);

/// The errors of all functions: the declared errors in source order, then those of any call.
std::vector<std::string> typescript_api_failures(const model::ApiModel& api,
                                                 const TypeScriptNames& names);

/// All errors of a function: its declared errors, and those of any call.
std::vector<std::string> typescript_failures(const model::Function& function,
                                             const TypeScriptNames& names);

}  // namespace vgen::tool::emit
