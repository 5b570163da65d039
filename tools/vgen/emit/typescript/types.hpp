#pragma once

#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/emit/typescript/names.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <set>
#include <string>
#include <vector>

namespace vgen::tool::emit {

/// A type as TypeScript writes it. The names of the author's types in it are added to `used`.
std::string typescript_type(const model::ApiModel& api, const TypeScriptNames& names,
                            model::TypeIndex type, Direction direction,
                            std::set<std::string>& used);

/// The same with what is said of a value beside its type: a number may be a string of digits.
std::string typescript_value(const model::ApiModel& api, const TypeScriptNames& names,
                             model::TypeIndex type, const model::Constraints& constraints,
                             Direction direction, std::set<std::string>& used);

/// The declarations of `types.ts`: the author's types and declared errors in source order.
ViewList typescript_declarations(const model::ApiModel& api, const TypeScriptNames& names);

/// The names that functions give to their inputs, outputs and errors: `GetTodoInput`, where no type
/// has that name itself.
ViewList typescript_sides(const model::ApiModel& api, const TypeScriptNames& names);

/// All that can go wrong with a function: its declared errors, and what can go wrong with any call.
std::vector<std::string> typescript_failures(const model::Function& function,
                                             const TypeScriptNames& names);

}  // namespace vgen::tool::emit
