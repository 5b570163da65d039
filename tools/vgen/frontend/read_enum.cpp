#include "tools/vgen/frontend/read_enum.hpp"

#include "tools/vgen/frontend/clang_raii.hpp"
#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/declared_name.hpp"
#include "tools/vgen/frontend/deprecation.hpp"
#include "tools/vgen/frontend/read_comment.hpp"

namespace vgen::tool::frontend {
namespace {

/// In a template libclang does not know the values, so they are counted here.
std::int64_t value_of(CXCursor enumerator, const KnownEnum& known,
                      const std::vector<DeclaredEnumerator>& before) {
  if (known.outer.empty()) return clang_getEnumConstantDeclValue(enumerator);
  const std::vector<CXCursor> values = written_operands(enumerator);
  if (values.empty()) return before.empty() ? 0 : before.back().value + 1;
  const Evaluation result(clang_Cursor_Evaluate(values.front()));
  return result == nullptr ? 0 : clang_EvalResult_getAsLongLong(result.get());
}

}  // namespace

DeclaredEnum read_enum(ReadContext& context, const KnownEnum& known) {
  const CXCursor definition = clang_getCursorDefinition(known.declaration);
  const bool is_complete = !clang_Cursor_isNull(definition);
  const CXCursor source = is_complete ? definition : known.declaration;
  DeclaredEnum result{.name = known.name,
                      .outer = known.outer,
                      .cpp_namespace = nearest_namespace(source),
                      .enumerators = {},
                      .is_complete = is_complete};
  result.comment = read_comment(context, source);
  result.range = context.files.name_range(source);
  for (const CXCursor child : children(source)) {
    if (clang_getCursorKind(child) != CXCursor_EnumConstantDecl) continue;
    result.enumerators.push_back({.name = spelling(child),
                                  .value = value_of(child, known, result.enumerators),
                                  .comment = read_comment(context, child),
                                  .is_deprecated = is_deprecated(child),
                                  .deprecation = deprecation_message(child),
                                  .range = context.files.name_range(child)});
  }
  return result;
}

}  // namespace vgen::tool::frontend
