#include "tools/vgen/frontend/read_enum.hpp"

#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/declared_name.hpp"
#include "tools/vgen/frontend/deprecation.hpp"
#include "tools/vgen/frontend/read_comment.hpp"

namespace vgen::tool::frontend {

DeclaredEnum read_enum(ReadContext& context, CXCursor declaration) {
  const CXCursor definition = clang_getCursorDefinition(declaration);
  const bool is_complete = !clang_Cursor_isNull(definition);
  const CXCursor source = is_complete ? definition : declaration;
  DeclaredEnum result{.name = qualified_name(source),
                      .cpp_namespace = nearest_namespace(source),
                      .enumerators = {},
                      .is_complete = is_complete};
  result.comment = read_comment(context.files, source);
  result.range = context.files.name_range(source);
  for (const CXCursor child : children(source)) {
    if (clang_getCursorKind(child) != CXCursor_EnumConstantDecl) continue;
    result.enumerators.push_back({.name = spelling(child),
                                  .value = clang_getEnumConstantDeclValue(child),
                                  .comment = read_comment(context.files, child),
                                  .is_deprecated = is_deprecated(child),
                                  .deprecation = deprecation_message(child),
                                  .range = context.files.name_range(child)});
  }
  return result;
}

}  // namespace vgen::tool::frontend
