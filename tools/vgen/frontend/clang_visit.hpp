#pragma once

#include <clang-c/Index.h>

#include <string>
#include <vector>

namespace vgen::tool::frontend {

/// The direct children of a node, in source order. (Implicit declarations are not visited by
/// libclang.)
std::vector<CXCursor> children(CXCursor cursor);

/// The children that are expressions written in the source. (Arguments that the compiler added
/// have no line.)
std::vector<CXCursor> written_operands(CXCursor expression);

/// The first direct child of this kind, or a null cursor.
CXCursor first_child(CXCursor cursor, CXCursorKind kind);

std::string spelling(CXCursor cursor);
std::string spelling(CXType type);

/// Whether this declares a class, struct or union that is not a template.
bool is_record(CXCursor cursor);

/// Whether this names a type: `using X = …` or `typedef … X`.
bool is_typedef(CXCursor cursor);

/// Whether both have the same place, as a template and its instances have.
bool is_same_place(CXCursor left, CXCursor right);

/// Whether the value of a variable of this type cannot change: `const`, also of the elements of an
/// array.
bool is_constant(CXType type);

/// The type of a type's declaration, without `struct`, qualifiers and the like.
CXType without_elaboration(CXType type);

}  // namespace vgen::tool::frontend
