#pragma once

#include "tools/vgen/frontend/declared_api.hpp"

#include <clang-c/Index.h>

#include <cstdint>
#include <string>

/// Constants as template arguments: `E::y` of `En<E::y>`.
namespace vgen::tool::frontend {

/// The C++ of a constant of this type, valid at global scope: `todo::E::y`, `true`, `'a'`, `5`.
/// An enum's value without an enumerator and a character without a glyph are casts.
std::string constant_text(CXType type, std::int64_t value);

/// A constant template argument with this C++.
DeclaredType make_constant(std::int64_t value, std::string text);

/// The argument as the template's parameter takes it: the number 1 is `todo::E::y` for a parameter
/// of type `todo::E`. For a parameter of type `auto` the argument keeps its own type.
DeclaredType fit_constant(CXCursor parameter, const DeclaredType& argument);

}  // namespace vgen::tool::frontend
