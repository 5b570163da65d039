#include "tools/vgen/frontend/template_constant.hpp"

#include "tools/vgen/frontend/clang_visit.hpp"
#include "tools/vgen/frontend/declared_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>

namespace vgen::tool::frontend {
namespace {

struct CharacterType {
  CXTypeKind kind;
  std::string_view name;
  std::string_view prefix;  ///< Of its literals.
};

/// The types whose values are written as characters. `signed char` and `unsigned char` are numbers
/// here, as in the rest of vgen.
constexpr std::array<CharacterType, 5> character_types = {{{CXType_Char_S, "char", ""},
                                                           {CXType_Char_U, "char", ""},
                                                           {CXType_WChar, "wchar_t", "L"},
                                                           {CXType_Char16, "char16_t", "u"},
                                                           {CXType_Char32, "char32_t", "U"}}};

std::string enumerator_text(CXType type, std::int64_t value) {
  const CXCursor declaration = clang_getTypeDeclaration(type);
  const CXCursor definition = clang_getCursorDefinition(declaration);
  const std::string name = qualified_name(declaration);
  for (const CXCursor child :
       children(clang_Cursor_isNull(definition) ? declaration : definition)) {
    if (clang_getCursorKind(child) == CXCursor_EnumConstantDecl &&
        clang_getEnumConstantDeclValue(child) == value)
      return name + "::" + spelling(child);
  }
  return fmt::format("static_cast<{}>({})", name, value);
}

std::string character_text(const CharacterType& type, std::int64_t value) {
  if (value < ' ' || value > '~') return fmt::format("static_cast<{}>({})", type.name, value);
  const auto character = static_cast<char>(value);
  const std::string_view escape = character == '\'' || character == '\\' ? "\\" : "";
  return fmt::format("{}'{}{}'", type.prefix, escape, character);
}

bool is_unsigned(CXTypeKind kind) {
  return kind >= CXType_Bool && kind <= CXType_UInt128;
}

}  // namespace

std::string constant_text(CXType type, std::int64_t value) {
  const CXType canonical = clang_getCanonicalType(type);
  if (canonical.kind == CXType_Enum) return enumerator_text(canonical, value);
  if (canonical.kind == CXType_Bool) return value != 0 ? "true" : "false";
  const auto character = std::ranges::find(character_types, canonical.kind, &CharacterType::kind);
  if (character != character_types.end()) return character_text(*character, value);
  if (value < 0 && is_unsigned(canonical.kind)) {  // libclang extends the highest bit
    const long long bytes = clang_Type_getSizeOf(canonical);
    const auto bits = static_cast<std::uint64_t>(value);
    return bytes < 8 ? std::to_string(bits & ((1ULL << (8 * bytes)) - 1))
                     : fmt::format("{}U", bits);
  }
  const bool is_least = value == std::numeric_limits<std::int64_t>::min();  // has no literal
  return is_least ? fmt::format("{} - 1", value + 1) : std::to_string(value);
}

DeclaredType make_constant(std::int64_t value, std::string text) {
  return {.kind = DeclaredType::Kind::integral,
          .size = value,
          .spelling = text,
          .cpp = std::move(text)};
}

DeclaredType fit_constant(CXCursor parameter, const DeclaredType& argument) {
  const CXType type = clang_getCanonicalType(clang_getCursorType(parameter));
  const bool has_own_type = (type.kind >= CXType_Bool && type.kind <= CXType_Int128) ||
                            type.kind == CXType_Enum || type.kind == CXType_Char32;
  if (argument.kind != DeclaredType::Kind::integral || !has_own_type) return argument;
  DeclaredType result = argument;
  result.cpp = constant_text(type, argument.size);
  return result;
}

}  // namespace vgen::tool::frontend
