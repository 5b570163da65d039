#include "tools/vgen/frontend/read_wiring.hpp"

#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/declared_name.hpp"
#include "tools/vgen/frontend/read_comment.hpp"
#include "tools/vgen/frontend/read_type.hpp"
#include "tools/vgen/frontend/read_value.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace vgen::tool::frontend {
namespace {

/// The kind of wiring that a type is, if it is one.
std::optional<WiringKind> wiring_kind(CXType element) {
  const std::string name =
      qualified_name(clang_getTypeDeclaration(clang_getCanonicalType(element)));
  const auto* row = std::ranges::find_if(wiring_kinds, [&](const WiringFacts& known) {
    return name == "vgen::" + std::string(known.name);
  });
  return row == std::end(wiring_kinds) ? std::nullopt : std::optional(row->kind);
}

/// `std::array<HttpRoute, 2>`
bool is_std_array(CXType type) {
  return qualified_name(clang_getTypeDeclaration(type)) == "std::array";
}

/// The type of the elements of an array, or the type itself.
CXType element_type(CXType type) {
  const CXType element = clang_getArrayElementType(type);
  if (element.kind != CXType_Invalid) return element;
  const CXType canonical = clang_getCanonicalType(type);
  return is_std_array(canonical) ? clang_Type_getTemplateArgumentAsType(canonical, 0) : type;
}

bool is_array(CXType type) {
  return clang_getArrayElementType(type).kind != CXType_Invalid ||
         is_std_array(clang_getCanonicalType(type));
}

/// The list of the elements. It is written with two pairs of braces, with one, after the name of
/// the array (`std::array{…}`), or as the argument of a function (`std::to_array({…})`).
const BracedValue* find_list(const DeclaredValue& value) {
  if (const auto* call = std::get_if<CallValue>(&value.value))
    return call->arguments.size() == 1 ? find_list(call->arguments.front()) : nullptr;
  const auto* list = std::get_if<BracedValue>(&value.value);
  if (list == nullptr || list->members.size() != 1) return list;
  const auto* inner = std::get_if<BracedValue>(&list->members.front().value.value);
  const bool is_pair = inner != nullptr && !inner->members.empty() &&
                       inner->members.front().name.empty() &&
                       std::holds_alternative<BracedValue>(inner->members.front().value.value);
  return is_pair ? inner : list;
}

/// The elements of an array, or the one value.
std::vector<DeclaredValue> read_elements(ReadContext& context, CXCursor variable) {
  const CXCursor initializer = clang_Cursor_getVarDeclInitializer(variable);
  if (clang_Cursor_isNull(initializer)) {
    return {{.value = UnknownValue{"has no value in the header"},
             .range = context.files.name_range(variable)}};
  }
  DeclaredValue value = read_value(context, initializer);
  const auto* list = is_array(clang_getCursorType(variable)) ? find_list(value) : nullptr;
  if (list == nullptr) return {std::move(value)};
  std::vector<DeclaredValue> elements;
  std::ranges::transform(list->members, std::back_inserter(elements), &DeclaredMember::value);
  return elements;
}

}  // namespace

std::optional<DeclaredWiring> read_wiring(ReadContext& context, CXCursor variable) {
  const CXType type = clang_getCursorType(variable);
  const CXType element = element_type(type);
  const std::optional<WiringKind> kind = wiring_kind(element);
  if (!kind) return std::nullopt;
  DeclaredWiring wiring{.kind = *kind, .variable = qualified_name(variable)};
  if (kind == WiringKind::topic) {
    wiring.arguments = read_type(context, element, variable, {}).arguments;
    wiring.comment = read_comment(context, variable);
  }
  wiring.is_constant = is_constant(type);
  wiring.elements = read_elements(context, variable);
  wiring.range = context.files.name_range(variable);
  return wiring;
}

}  // namespace vgen::tool::frontend
