#include "tools/vgen/frontend/default_value.hpp"

#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/read_value.hpp"

#include <string_view>

namespace vgen::tool::frontend {
namespace {

/// The initialiser is the last expression of a field. Array bounds and widths of bit-fields are
/// expressions too, but they follow neither `=` nor an opening brace.
struct Initializer {
  CXCursor expression;
  std::string_view text;
  bool follows_equals = false;
};

std::optional<Initializer> find_initializer(SourceFiles& files, CXCursor field) {
  const std::vector<CXCursor> expressions = written_operands(field);
  if (expressions.empty()) return std::nullopt;
  const CXSourceRange extent = clang_getCursorExtent(expressions.back());
  const Position begin = position(clang_getRangeStart(extent));
  const Position name = position(clang_getCursorLocation(field));
  if (!clang_File_isEqual(begin.file, name.file) || begin.offset <= name.offset)
    return std::nullopt;
  const std::string_view before =
      files.text(clang_getRange(clang_getCursorLocation(field), clang_getRangeStart(extent)));
  Initializer result{.expression = expressions.back(),
                     .text = files.text(files.expression_extent(expressions.back()))};
  const std::size_t last = before.find_last_not_of(" \t\r\n");
  result.follows_equals = files.text(extent).starts_with('=') || before[last] == '=';
  if (!result.follows_equals && !result.text.starts_with('{')) return std::nullopt;
  return result;
}

bool is_empty_list(std::string_view text) {
  return text.starts_with('{') && text.find_first_not_of(" \t\r\n", 1) == text.size() - 1;
}

/// `Limits limits = Limits{.low = 1}` names the type twice.
DeclaredValue without_own_type(DeclaredValue value, const DeclaredType& type) {
  const auto* call = std::get_if<CallValue>(&value.value);
  if (call == nullptr || call->function != type.name || call->arguments.size() != 1) return value;
  if (!std::holds_alternative<BracedValue>(call->arguments[0].value)) return value;
  return DeclaredValue(call->arguments[0]);
}

}  // namespace

DefaultValue read_default_value(ReadContext& context, CXCursor field, const DeclaredType& type) {
  const std::optional<Initializer> initializer = find_initializer(context.files, field);
  if (!initializer) return {};
  DefaultValue result{.value = {}, .text = std::string(initializer->text)};
  if (initializer->follows_equals || !is_empty_list(initializer->text)) {
    result.value = without_own_type(read_value(context, initializer->expression), type);
  }
  return result;
}

}  // namespace vgen::tool::frontend
