#include "tools/vgen/frontend/default_value.hpp"

#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/read_value.hpp"

#include <string_view>

namespace vgen::frontend {
namespace {

/// The initialiser is the last expression of a field. Array bounds and widths of bit-fields are expressions too; they follow
/// neither `=` nor an opening brace.
CXCursor find_initializer(SourceFiles& files, CXCursor field) {
  const std::vector<CXCursor> expressions = written_operands(field);
  if (expressions.empty()) return clang_getNullCursor();
  const CXCursor last = expressions.back();
  const Position begin = position(clang_getRangeStart(clang_getCursorExtent(last)));
  const Position name = position(clang_getCursorLocation(field));
  if (!clang_File_isEqual(begin.file, name.file) || begin.offset <= name.offset) return clang_getNullCursor();
  const std::string_view source = files.text(begin.file);
  const std::string_view before = source.substr(0, source.find_last_not_of(" \t\r\n", begin.offset - 1) + 1);
  return source[begin.offset] == '{' || before.ends_with('=') ? last : clang_getNullCursor();
}

bool is_empty_list(std::string_view text) {
  return text.starts_with('{') && text.find_first_not_of(" \t\r\n", 1) == text.size() - 1;
}

/// `Limits limits = Limits{.low = 1}` says the type twice.
DeclaredValue without_own_type(DeclaredValue value, const DeclaredType& type) {
  const auto* call = std::get_if<CallValue>(&value.value);
  if (call == nullptr || call->function != type.name || call->arguments.size() != 1) return value;
  if (!std::holds_alternative<BracedValue>(call->arguments[0].value)) return value;
  return DeclaredValue(call->arguments[0]);
}

}  // namespace

DefaultValue read_default_value(ReadContext& context, CXCursor field, const DeclaredType& type) {
  const CXCursor initializer = find_initializer(context.files, field);
  if (clang_Cursor_isNull(initializer)) return {};
  DefaultValue result{.value = {}, .text = std::string(context.files.text(clang_getCursorExtent(initializer)))};
  const Position begin = position(clang_getRangeStart(clang_getCursorExtent(initializer)));
  const std::string_view source = context.files.text(begin.file);
  const bool follows_equals = source[source.find_last_not_of(" \t\r\n", begin.offset - 1)] == '=';
  if (follows_equals || !is_empty_list(result.text)) result.value = without_own_type(read_value(context, initializer), type);
  return result;
}

}  // namespace vgen::frontend
