#include "tools/vgen/frontend/clang_visit.hpp"

#include "tools/vgen/frontend/clang_raii.hpp"

#include <algorithm>

namespace vgen::tool::frontend {

std::vector<CXCursor> children(CXCursor cursor) {
  std::vector<CXCursor> result;
  clang_visitChildren(
      cursor,
      [](CXCursor child, CXCursor, CXClientData data) {
        static_cast<std::vector<CXCursor>*>(data)->push_back(child);
        return CXChildVisit_Continue;
      },
      &result);
  return result;
}

std::vector<CXCursor> written_operands(CXCursor expression) {
  std::vector<CXCursor> result = children(expression);
  std::erase_if(result, [](CXCursor child) {
    unsigned line = 0;
    clang_getFileLocation(clang_getCursorLocation(child), nullptr, &line, nullptr, nullptr);
    return line == 0 || !clang_isExpression(clang_getCursorKind(child));
  });
  return result;
}

CXCursor first_child(CXCursor cursor, CXCursorKind kind) {
  for (const CXCursor child : children(cursor)) {
    if (clang_getCursorKind(child) == kind) return child;
  }
  return clang_getNullCursor();
}

std::string spelling(CXCursor cursor) {
  return take_string(clang_getCursorSpelling(cursor));
}

std::string spelling(CXType type) {
  return take_string(clang_getTypeSpelling(type));
}

bool is_record(CXCursor cursor) {
  const CXCursorKind kind = clang_getCursorKind(cursor);
  return kind == CXCursor_StructDecl || kind == CXCursor_ClassDecl || kind == CXCursor_UnionDecl;
}

bool is_typedef(CXCursor cursor) {
  const CXCursorKind kind = clang_getCursorKind(cursor);
  return kind == CXCursor_TypedefDecl || kind == CXCursor_TypeAliasDecl;
}

bool is_same_place(CXCursor left, CXCursor right) {
  return clang_equalLocations(clang_getCursorLocation(left), clang_getCursorLocation(right)) != 0;
}

bool is_constant(CXType type) {
  for (CXType part = clang_getCanonicalType(type); part.kind != CXType_Invalid;
       part = clang_getArrayElementType(part)) {
    if (clang_isConstQualifiedType(part)) return true;
  }
  return false;
}

CXType without_elaboration(CXType type) {
  while (type.kind == CXType_Elaborated) type = clang_Type_getNamedType(type);
  return type;
}

}  // namespace vgen::tool::frontend
