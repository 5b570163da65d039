#pragma once

#include <clang-c/Index.h>

#include <string>

namespace vgen::tool::frontend {

/// The qualified name `todo::Page::Cursor`, without inline and unnamed namespaces and without
/// template arguments. A struct without a name gets the name of the member that has it as its type.
std::string qualified_name(CXCursor declaration);

/// The nearest namespace around a declaration, as above; empty for the global one.
std::string nearest_namespace(CXCursor declaration);

/// Whether a declaration belongs to a library whose types vgen knows or refuses by name: std,
/// boost, nlohmann, vgen.
bool is_in_library_namespace(CXCursor declaration);

/// The member whose type is this struct without a name, or a null cursor.
CXCursor member_of_unnamed(CXCursor record);

}  // namespace vgen::tool::frontend
