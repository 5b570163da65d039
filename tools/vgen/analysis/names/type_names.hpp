#pragma once

#include "tools/vgen/analysis/analyse.hpp"
#include "tools/vgen/frontend/declared_api.hpp"

#include <string>

namespace vgen::tool::analysis {

/// The name of a record without its namespaces, enclosing classes and template arguments joined:
/// `todo::Page<todo::Todo>` → `PageTodo`, `todo::Todo::Kind` → `TodoKind`.
std::string joined_name(const frontend::DeclaredApi& declared,
                        const frontend::DeclaredRecord& record);

std::string joined_name(const frontend::DeclaredApi& declared,
                        const frontend::DeclaredEnum& enumeration);

/// The same for an alias.
std::string joined_name(const std::string& qualified, const std::string& cpp_namespace);

/// `billing::v2` in `shop::billing::v2`, as a prefix of PascalCase: `BillingV2`. The last part of
/// the namespace if it is the API's own.
std::string namespace_prefix(const std::string& cpp_namespace, const std::string& api_namespace);

/// The name of a member in JSON, if it has no `@rename`.
std::string wire_name(const std::string& member, WireCase wire_case);

}  // namespace vgen::tool::analysis
