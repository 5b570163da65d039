#include "tools/vgen/analysis/names/type_names.hpp"

#include "tools/vgen/analysis/documentation/comment.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace vgen::tool::analysis {
namespace {

using frontend::DeclaredType;
using Kind = DeclaredType::Kind;

struct ShortName {
  std::string_view cpp;
  std::string_view name;
};

constexpr ShortName builtin_names[] = {
    {"bool", "Bool"},
    {"signed char", "Int8"},
    {"unsigned char", "Uint8"},
    {"short", "Int16"},
    {"unsigned short", "Uint16"},
    {"int", "Int32"},
    {"unsigned int", "Uint32"},
    {"long", "Int64"},
    {"unsigned long", "Uint64"},
    {"long long", "Int64"},
    {"unsigned long long", "Uint64"},
    {"float", "Float"},
    {"double", "Double"},
    {"std::basic_string", "String"},
    {"std::string", "String"},
    {"std::basic_string_view", "String"},
    {"std::string_view", "String"},
    {"std::chrono::year_month_day", "Date"},
    {"std::monostate", "Null"},
    {"std::byte", "Byte"},
    {"nlohmann::basic_json", "Json"},
};

constexpr ShortName container_suffixes[] = {
    {"std::vector", "List"},        {"std::list", "List"},
    {"std::deque", "List"},         {"std::array", "List"},
    {"std::span", "List"},          {"std::set", "Set"},
    {"std::unordered_set", "Set"},  {"std::map", "Map"},
    {"std::unordered_map", "Map"},  {"std::optional", "Optional"},
    {"vgen::Nullable", "Nullable"}, {"vgen::Patch", "Patch"},
    {"vgen::Box", "Box"},           {"std::unique_ptr", "Box"},
};

std::string argument_name(const frontend::DeclaredApi& declared, const DeclaredType& type);

/// `MillisecondsDuration`, `SysSecondsTime`: by the library's own name, or by count and period.
std::string time_name(const frontend::DeclaredApi& declared, const DeclaredType& type) {
  const bool has_name = type.cpp.find('<') == std::string::npos;
  std::string name = has_name ? pascal_case(unqualified(type.cpp)) : "";
  for (std::size_t i = 0; i < type.arguments.size() && !has_name; ++i)
    name += argument_name(declared, type.arguments[i]);
  return name + (type.name.ends_with("duration") ? "Duration" : "Time");
}

/// `CardOrTransfer`, `StringAndInt32`
std::string several_name(const frontend::DeclaredApi& declared, const DeclaredType& type,
                         std::string_view separator) {
  std::string name;
  for (const DeclaredType& argument : type.arguments) {
    if (!name.empty()) name += separator;
    name += argument_name(declared, argument);
  }
  return name;
}

/// An alias with rules gives its name. For other aliases the target gives the name, so that it does
/// not matter which one is written first.
std::string alias_name(const frontend::DeclaredApi& declared, const DeclaredType& type) {
  const auto found = declared.aliases.find(type.name);
  const bool has_rules =
      found != declared.aliases.end() && !read_comment(found->second.comment).tags.empty();
  return has_rules || type.arguments.empty() ? pascal_case(unqualified(type.name))
                                             : argument_name(declared, type.arguments.front());
}

/// `A`, `UpperA`, `Digit1`, `Character47`: letters that differ in their case differ in their names.
std::string character_name(const DeclaredType& type, char letter) {
  const std::string text(1, letter);
  if (letter >= 'a' && letter <= 'z') return pascal_case(text);
  if (letter >= 'A' && letter <= 'Z') return "Upper" + text;
  if (letter >= '0' && letter <= '9') return "Digit" + text;
  return fmt::format("Character{}", type.size);
}

/// `True`, `Y` of `todo::E::y`, `5`, `Minus5`, `5U`.
std::string constant_name(const DeclaredType& type) {
  const std::string_view text = type.cpp;
  if (const std::size_t quote = text.find('\''); quote != std::string_view::npos)
    return character_name(type, text.size() == quote + 3 ? text[quote + 1] : '\\');
  if (text.find('(') != std::string_view::npos || text.find(' ') != std::string_view::npos)
    return (type.size < 0 ? "Minus" : "") + fmt::format("{}", type.size).substr(type.size < 0);
  if (text.starts_with('-')) return "Minus" + std::string(text.substr(1));
  return pascal_case(unqualified(text));
}

std::string argument_name(const frontend::DeclaredApi& declared, const DeclaredType& type) {
  if (type.kind == Kind::alias) return alias_name(declared, type);
  if (type.name == "std::chrono::duration" || type.name == "std::chrono::time_point")
    return time_name(declared, type);
  if (type.name == "std::ratio") return "Ratio" + several_name(declared, type, "By");
  if (type.name == "std::variant") return several_name(declared, type, "Or");
  if (type.name == "std::tuple" || type.name == "std::pair")
    return several_name(declared, type, "And");
  if (type.kind == Kind::integral) return constant_name(type);
  if (type.kind == Kind::array && !type.arguments.empty())
    return argument_name(declared, type.arguments.front()) + "List";
  if (const auto* row = std::ranges::find(builtin_names, type.name, &ShortName::cpp);
      row != std::end(builtin_names))
    return std::string(row->name);
  const auto* container = std::ranges::find(container_suffixes, type.name, &ShortName::cpp);
  if (container != std::end(container_suffixes) && !type.arguments.empty()) {
    return argument_name(declared, type.name.ends_with("map") ? type.arguments.back()
                                                              : type.arguments.front()) +
           std::string(container->name);
  }
  const auto record = declared.records.find(type.cpp);
  if (type.kind == Kind::named && record != declared.records.end())
    return joined_name(declared, record->second);
  const auto enumeration = declared.enums.find(type.cpp);
  if (enumeration != declared.enums.end() && !enumeration->second.outer.empty())
    return joined_name(declared, enumeration->second);
  std::string name = pascal_case(unqualified(type.name));
  for (const DeclaredType& argument : type.arguments) name += argument_name(declared, argument);
  return name;
}

/// A type nested in an instance of a template, `Wrap<Inner>::Info`, is named after that instance.
std::string nested_name(const frontend::DeclaredApi& declared, const DeclaredType& outer,
                        const std::string& qualified) {
  const bool is_below = qualified.starts_with(outer.name + "::");
  std::string own(is_below ? qualified.substr(outer.name.size()) : unqualified(qualified));
  std::erase(own, ':');
  return argument_name(declared, outer) + own;
}

}  // namespace

std::string joined_name(const std::string& qualified, const std::string& cpp_namespace) {
  const bool has_namespace = !cpp_namespace.empty() && qualified.starts_with(cpp_namespace + "::");
  std::string name = has_namespace ? qualified.substr(cpp_namespace.size() + 2) : qualified;
  std::erase(name, ':');
  return name;
}

std::string joined_name(const frontend::DeclaredApi& declared,
                        const frontend::DeclaredRecord& record) {
  std::string name = record.outer.empty()
                         ? joined_name(record.name, record.cpp_namespace)
                         : nested_name(declared, record.outer.front(), record.name);
  for (const DeclaredType& argument : record.arguments) name += argument_name(declared, argument);
  return name;
}

std::string joined_name(const frontend::DeclaredApi& declared,
                        const frontend::DeclaredEnum& enumeration) {
  return enumeration.outer.empty()
             ? joined_name(enumeration.name, enumeration.cpp_namespace)
             : nested_name(declared, enumeration.outer.front(), enumeration.name);
}

std::string namespace_prefix(const std::string& cpp_namespace, const std::string& api_namespace) {
  if (cpp_namespace == api_namespace) return pascal_case(unqualified(cpp_namespace));
  const bool is_inside = cpp_namespace.starts_with(api_namespace + "::");
  const std::string relative =
      is_inside ? cpp_namespace.substr(api_namespace.size() + 2) : cpp_namespace;
  return pascal_case(relative);
}

std::string wire_name(const std::string& member, WireCase wire_case) {
  switch (wire_case) {
    case WireCase::as_is: break;
    case WireCase::camel: return camel_case(member);
    case WireCase::snake: return snake_case(member);
  }
  return member;
}

}  // namespace vgen::tool::analysis
