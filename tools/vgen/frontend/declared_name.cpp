#include "tools/vgen/frontend/declared_name.hpp"

#include "tools/vgen/frontend/clang_visit.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace vgen::tool::frontend {
namespace {

constexpr std::array<std::string_view, 5> library_namespaces = {"std", "boost", "nlohmann", "vgen",
                                                                "__gnu_cxx"};

bool is_namespace(CXCursor cursor) {
  return clang_getCursorKind(cursor) == CXCursor_Namespace;
}

bool is_outermost(CXCursor cursor) {
  return clang_Cursor_isNull(cursor) || clang_isTranslationUnit(clang_getCursorKind(cursor)) ||
         clang_isInvalid(clang_getCursorKind(cursor));
}

/// The part of a qualified name that this declaration adds; empty if it adds none.
std::string own_name(CXCursor declaration) {
  if (is_namespace(declaration) &&
      (clang_Cursor_isInlineNamespace(declaration) || clang_Cursor_isAnonymous(declaration)))
    return "";
  if (clang_getCursorKind(declaration) == CXCursor_LinkageSpec) return "";
  if (!is_record(declaration) || !clang_Cursor_isAnonymous(declaration))
    return spelling(declaration);
  const CXCursor member = member_of_unnamed(declaration);
  return clang_Cursor_isNull(member) ? "(unnamed)" : spelling(member);
}

}  // namespace

std::string qualified_name(CXCursor declaration) {
  if (is_outermost(declaration)) return "";
  const std::string outer = qualified_name(clang_getCursorSemanticParent(declaration));
  const std::string own = own_name(declaration);
  return outer.empty() || own.empty() ? outer + own : outer + "::" + own;
}

std::string nearest_namespace(CXCursor declaration) {
  CXCursor parent = clang_getCursorSemanticParent(declaration);
  while (!is_outermost(parent) && !is_namespace(parent))
    parent = clang_getCursorSemanticParent(parent);
  return qualified_name(parent);
}

bool is_in_library_namespace(CXCursor declaration) {
  std::string outermost;
  for (CXCursor cursor = declaration; !is_outermost(cursor);
       cursor = clang_getCursorSemanticParent(cursor)) {
    if (is_namespace(cursor)) outermost = spelling(cursor);
  }
  return std::ranges::find(library_namespaces, outermost) != library_namespaces.end();
}

CXCursor member_of_unnamed(CXCursor record) {
  for (const CXCursor member : children(clang_getCursorSemanticParent(record))) {
    if (clang_getCursorKind(member) != CXCursor_FieldDecl) continue;
    CXType type = clang_getCursorType(member);
    while (type.kind == CXType_ConstantArray) type = clang_getArrayElementType(type);
    if (clang_equalCursors(clang_getTypeDeclaration(type), record)) return member;
  }
  return clang_getNullCursor();
}

}  // namespace vgen::tool::frontend
