#include "tools/vgen/analysis/resolve_types.hpp"
#include "tools/vgen/analysis/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

/// The types of the standard library and of others: what is served, what will be, what never can be.
namespace vgen::analysis {

using frontend::DeclaredType;
using model::TypeIndex;
using Kind = DeclaredType::Kind;

namespace {

/// A library type that is refused with a reason of its own.
struct Refused {
  std::string_view name;
  Rule rule;
  std::string_view reason;
  std::string_view help;
};

constexpr std::string_view later = "it is not served yet by this version of vgen";

constexpr Refused refused_types[] = {
    {"std::shared_ptr", Rule::shared_ownership, "shared ownership has no JSON form",
     "own each part once: a std::vector of its own type makes a struct recursive"},
    {"std::weak_ptr", Rule::shared_ownership, "shared ownership has no JSON form", "own each part once, or send a key"},
    {"std::function", Rule::callback, "a function is no data", "leave it out of the types that cross the wire"},
    {"std::wstring", Rule::wide_string, "JSON is UTF-8", "use std::string"},
    {"boost::asio::awaitable", Rule::library_type, "Task is the outermost part of a function's result",
     "write vgen::Task<vgen::Result<T, E>>"},
    {"vgen::Result", Rule::library_type, "it is the outermost part of a function's result, but for Task",
     "use it as the result: vgen::Result<T, E> or vgen::Task<vgen::Result<T, E>>"},
    {"std::variant", Rule::type_not_served, later, "use a struct with one std::optional for each alternative"},
    {"std::tuple", Rule::type_not_served, later, "use a struct with a name for each element"},
    {"std::pair", Rule::type_not_served, later, "use a struct with two named members"},
    {"vgen::Nullable", Rule::type_not_served, later, "use std::optional, which is absent instead of null"},
    {"vgen::Patch", Rule::type_not_served, later, "use std::optional, which leaves a value as it is when it is absent"},
    {"vgen::Box", Rule::type_not_served, later, "use std::vector, which makes a struct recursive too"},
    {"std::unique_ptr", Rule::type_not_served, later, "use std::vector, which makes a struct recursive too"},
    {"std::byte", Rule::type_not_served, later, "use a std::string of base64 text"},
    {"boost::uuids::uuid", Rule::type_not_served, later, "use a std::string with @format uuid"},
    {"std::filesystem::path", Rule::type_not_served, later, "use std::string"},
    {"std::chrono::year_month_day", Rule::type_not_served, later, "use a std::string with @format date"},
    {"std::chrono::duration", Rule::type_not_served, later, "use an integer whose name says the unit, such as timeout_ms"},
    {"std::monostate", Rule::type_not_served, later, "leave the member out"},
    {"nlohmann::basic_json", Rule::type_not_served, later, "use a struct that says what may arrive, or a std::string of JSON text"},
};

constexpr std::string_view strings[] = {"std::basic_string", "std::string", "std::basic_string_view", "std::string_view"};
constexpr std::string_view sequences[] = {"std::vector", "std::list", "std::deque", "std::array", "std::span"};
constexpr std::string_view sets[] = {"std::set", "std::unordered_set"};
constexpr std::string_view maps[] = {"std::map", "std::unordered_map"};

template <std::size_t Size>
bool is_one_of(std::string_view name, const std::string_view (&names)[Size]) {
  return std::ranges::find(names, name) != std::end(names);
}

bool is_character(const DeclaredType& type) {
  return type.kind == Kind::builtin && type.name == "char";
}

}  // namespace

TypeIndex TypeResolver::resolve_library(const DeclaredType& type, const TypeUse& use) {
  if (is_one_of(type.name, strings)) return resolve_string(type, use);
  if (type.name == "std::optional") return resolve_optional(type, use);
  if (is_one_of(type.name, sequences)) return resolve_sequence(type, use);
  if (is_one_of(type.name, sets)) return resolve_set(type, use);
  if (is_one_of(type.name, maps)) return resolve_map(type, use);
  if (type.name == "std::chrono::time_point") return resolve_time_point(type, use);
  if (const auto* row = std::ranges::find(refused_types, type.name, &Refused::name); row != std::end(refused_types)) {
    refuse(row->rule, use, fmt::format("'{}' cannot cross the wire: {}", type.spelling, row->reason), std::string(row->help));
  } else {
    refuse(Rule::library_type, use, fmt::format("'{}' cannot cross the wire: vgen knows no JSON form of it", type.spelling),
           "served are strings, std::optional, sequences, sets, maps with string, enum or integer keys, and sys_time");
  }
  return unresolved;
}

TypeIndex TypeResolver::resolve_string(const DeclaredType& type, const TypeUse& use) {
  if (!type.arguments.empty() && !is_character(behind_aliases(type.arguments.front()))) {
    refuse(Rule::wide_string, use, fmt::format("'{}' cannot cross the wire: JSON is UTF-8", type.spelling), "use std::string");
    return unresolved;
  }
  return intern({.kind = model::String{.is_view = type.name.ends_with("view")}, .cpp = type.cpp});
}

TypeIndex TypeResolver::resolve_item(const DeclaredType& type, const TypeUse& use, std::string_view suffix) {
  const std::size_t length = steps_.empty() ? root_.size() : steps_.back().size();
  std::string& step = steps_.empty() ? root_ : steps_.back();
  step += suffix;
  const std::size_t depth = steps_.size();
  const TypeIndex item = resolve(type, {.range = use.range, .position = Position::item});
  (depth == 0 ? root_ : steps_[depth - 1]).resize(length);
  return item;
}

TypeIndex TypeResolver::resolve_optional(const DeclaredType& type, const TypeUse& use) {
  if (use.position != Position::member) {
    refuse(Rule::misplaced_optional, use, fmt::format("'{}' can only be a member of a struct: nothing else can be absent", type.spelling),
           use.position == Position::whole ? "declare an error for what is not there: vgen::Result<T, NotFound>"
                                           : "leave absent values out of the container");
    return unresolved;
  }
  if (type.arguments.empty()) return unresolved;
  const TypeIndex value = resolve_item(type.arguments.front(), use, "");
  return value == unresolved ? unresolved : intern({.kind = model::Optional{value}, .cpp = type.cpp});
}

TypeIndex TypeResolver::resolve_sequence(const DeclaredType& type, const TypeUse& use) {
  if (type.arguments.empty()) return unresolved;
  const TypeIndex item = resolve_item(type.arguments.front(), use, "[]");
  if (item == unresolved) return unresolved;
  model::List list{.item = item, .unique = false, .fixed_size = {}};
  if (type.kind == Kind::array) list.fixed_size = static_cast<std::uint64_t>(type.size);
  if (type.name == "std::array" && type.arguments.size() > 1) list.fixed_size = static_cast<std::uint64_t>(type.arguments[1].size);
  return intern({.kind = list, .cpp = type.cpp});
}

TypeIndex TypeResolver::resolve_set(const DeclaredType& type, const TypeUse& use) {
  if (type.arguments.empty()) return unresolved;
  const TypeIndex item = resolve_item(type.arguments.front(), use, "[]");
  if (item == unresolved) return unresolved;
  const ValueKind kind = value_kind(workspace_.api, item);
  if (!is_scalar(kind)) {
    refuse(Rule::set_item, use, fmt::format("'{}' holds {}: sets hold scalars, strings and enums", type.spelling, kind_phrase(kind)),
           "use std::vector");
    return unresolved;
  }
  return intern({.kind = model::List{.item = item, .unique = true, .fixed_size = {}}, .cpp = type.cpp});
}

TypeIndex TypeResolver::resolve_map(const DeclaredType& type, const TypeUse& use) {
  if (type.arguments.size() < 2) return unresolved;
  const TypeIndex key = resolve_item(type.arguments[0], use, "{}");
  const TypeIndex value = resolve_item(type.arguments[1], use, "{}");
  if (key == unresolved || value == unresolved) return unresolved;
  const ValueKind kind = value_kind(workspace_.api, key);
  if (kind != ValueKind::string && kind != ValueKind::enumeration && kind != ValueKind::integer) {
    refuse(Rule::map_key, use, fmt::format("the key of '{}' is {}: keys are strings, enums or integers", type.spelling, kind_phrase(kind)),
           "use a std::vector of structs");
    return unresolved;
  }
  return intern({.kind = model::Map{.key = key, .value = value}, .cpp = type.cpp});
}

TypeIndex TypeResolver::resolve_time_point(const DeclaredType& type, const TypeUse& use) {
  const bool is_system = !type.arguments.empty() && behind_aliases(type.arguments.front()).name == "std::chrono::system_clock";
  if (is_system) return intern({.kind = model::Timestamp{}, .cpp = type.cpp});
  refuse(Rule::clock, use, fmt::format("'{}' cannot cross the wire: only the system clock has a calendar", type.spelling),
         "use std::chrono::sys_seconds or another std::chrono::sys_time");
  return unresolved;
}

}  // namespace vgen::analysis
