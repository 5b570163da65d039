#pragma once

#include "tools/vgen/frontend/declared_api.hpp"

#include <string>
#include <vector>

namespace vgen::tool::frontend::testing {

/// A type in one line: `std::vector<todo::TodoId = long>`; `enum` before enums, `#` before numbers,
/// `?` for an unknown type.
std::string describe(const DeclaredType& type);
std::string describe(const std::vector<DeclaredType>& types);

/// A value in one line: `{.path = "/todos", .func = fn todo::get_todo}`.
std::string describe(const DeclaredValue& value);

/// The lines of a comment, separated by `|`.
std::string describe(const DeclaredComment& comment);

}  // namespace vgen::tool::frontend::testing
