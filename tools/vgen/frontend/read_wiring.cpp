#include "tools/vgen/frontend/read_wiring.hpp"

#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/declared_name.hpp"
#include "tools/vgen/frontend/read_type.hpp"
#include "tools/vgen/frontend/read_value.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace vgen::tool::frontend {
namespace {

constexpr std::array<std::string_view, 8> wiring_types = {"HttpRoute", "HttpGroup", "ChannelRoute",
                                                          "RpcRoute",  "Schedule",  "Security",
                                                          "Global",    "Topic"};

/// `HttpRoute` if this is one or an array of them; empty if the type is not a wiring type.
std::string_view wiring_type(CXType element) {
  const std::string name =
      qualified_name(clang_getTypeDeclaration(clang_getCanonicalType(element)));
  const auto found = std::ranges::find_if(
      wiring_types, [&](std::string_view type) { return name == "vgen::" + std::string(type); });
  return found == wiring_types.end() ? std::string_view() : *found;
}

CXType element_type(CXType type) {
  const CXType element = clang_getArrayElementType(type);
  return element.kind == CXType_Invalid ? type : element;
}

/// The elements of an array, or the one value.
std::vector<DeclaredValue> read_elements(ReadContext& context, CXCursor variable, bool is_array) {
  const CXCursor initializer = clang_Cursor_getVarDeclInitializer(variable);
  if (clang_Cursor_isNull(initializer)) {
    return {{.value = UnknownValue{"has no value in the header"},
             .range = context.files.name_range(variable)}};
  }
  DeclaredValue value = read_value(context, initializer);
  const auto* list = std::get_if<BracedValue>(&value.value);
  if (!is_array || list == nullptr) return {std::move(value)};
  std::vector<DeclaredValue> elements;
  std::ranges::transform(list->members, std::back_inserter(elements), &DeclaredMember::value);
  return elements;
}

}  // namespace

std::optional<DeclaredWiring> read_wiring(ReadContext& context, CXCursor variable) {
  const CXType type = clang_getCursorType(variable);
  const CXType element = element_type(type);
  const std::string_view name = wiring_type(element);
  if (name.empty()) return std::nullopt;
  DeclaredWiring wiring{.type = std::string(name), .variable = qualified_name(variable)};
  if (name == "Topic") {
    const DeclaredType topic = read_type(context, element, variable, {});
    if (!topic.arguments.empty()) wiring.argument = topic.arguments.front();
  }
  wiring.elements =
      read_elements(context, variable, clang_getArrayElementType(type).kind != CXType_Invalid);
  wiring.range = context.files.name_range(variable);
  return wiring;
}

}  // namespace vgen::tool::frontend
