#include "tools/vgen/analysis/types/resolve_types.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

/// The types of the standard library and of others: what has a JSON form, and what never can.
namespace vgen::tool::analysis {

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

constexpr Refused refused_types[] = {
    {"std::shared_ptr", Rule::shared_ownership, "shared ownership has no JSON form",
     "own each part once: std::unique_ptr, vgen::Box or a std::vector of its own type make a "
     "struct recursive"},
    {"std::weak_ptr", Rule::shared_ownership, "shared ownership has no JSON form",
     "own each part once, or send a key"},
    {"std::function", Rule::callback, "a function is not data",
     "remove it from the types that cross the wire"},
    {"std::wstring", Rule::wide_string, "JSON is UTF-8", "use std::string"},
    {"std::any", Rule::library_type, "vgen cannot know what it holds",
     "use std::variant, or nlohmann::json for any value"},
    {"std::byte", Rule::library_type, "bytes cross the wire only together, as base64 text",
     "use std::vector<std::byte>, std::array<std::byte, N>, or std::uint8_t for a small number"},
    {"boost::asio::awaitable", Rule::library_type,
     "Task must be the outermost part of a function's result",
     "write vgen::Task<vgen::Result<T, E>>"},
    {"vgen::Result", Rule::library_type,
     "it must be the outermost part of a function's result, inside Task only",
     "use it as the result: vgen::Result<T, E> or vgen::Task<vgen::Result<T, E>>"},
};

constexpr std::string_view strings[] = {"std::basic_string", "std::string",
                                        "std::basic_string_view", "std::string_view"};
constexpr std::string_view sequences[] = {"std::vector", "std::list", "std::deque", "std::array",
                                          "std::span"};
constexpr std::string_view byte_sequences[] = {"std::vector", "std::array", "std::span"};
constexpr std::string_view sets[] = {"std::set", "std::unordered_set"};
constexpr std::string_view maps[] = {"std::map", "std::unordered_map"};

bool is_character(const DeclaredType& type) {
  return type.kind == Kind::builtin && type.name == "char";
}

bool is_bytes(const DeclaredType& type) {
  return is_one_of(type.name, byte_sequences) && !type.arguments.empty() &&
         behind_aliases(type.arguments.front()).name == "std::byte";
}

}  // namespace

TypeIndex TypeResolver::resolve_library(const DeclaredType& type, const TypeUse& use) {
  if (is_one_of(type.name, strings)) return resolve_string(type, use);
  if (type.name == "std::optional") return resolve_optional(type, use);
  if (is_bytes(type)) return resolve_bytes(type);
  if (is_one_of(type.name, sequences)) return resolve_sequence(type, use);
  if (is_one_of(type.name, sets)) return resolve_set(type, use);
  if (is_one_of(type.name, maps)) return resolve_map(type, use);
  if (type.name == "std::variant") return resolve_variant(type, use, nullptr);
  if (type.name == "std::tuple" || type.name == "std::pair") return resolve_tuple(type, use);
  if (type.name == "std::unique_ptr" || type.name == "vgen::Box") return resolve_box(type, use);
  if (type.name == "vgen::Nullable") return resolve_nullable(type, use);
  if (type.name == "vgen::Patch") return resolve_patch(type, use);
  if (type.name == "std::chrono::time_point") return resolve_time_point(type, use);
  if (type.name == "std::chrono::duration") return resolve_duration(type, use);
  if (const TypeIndex leaf = resolve_leaf(type); leaf != unresolved) return leaf;
  if (const auto* row = std::ranges::find(refused_types, type.name, &Refused::name);
      row != std::end(refused_types)) {
    refuse(row->rule, use,
           fmt::format("'{}' cannot cross the wire: {}", type.spelling, row->reason),
           std::string(row->help));
  } else {
    refuse(Rule::library_type, use,
           fmt::format("'{}' cannot cross the wire: vgen has no JSON form for it", type.spelling),
           "run 'vgen explain VG1009' to see the library types that have one");
  }
  return unresolved;
}

TypeIndex TypeResolver::resolve_leaf(const DeclaredType& type) {
  if (type.name == "std::monostate") return intern({.kind = model::Null{}, .cpp = type.cpp});
  if (type.name == "std::chrono::year_month_day")
    return intern({.kind = model::Date{}, .cpp = type.cpp});
  if (type.name == "boost::uuids::uuid") return intern({.kind = model::Uuid{}, .cpp = type.cpp});
  if (type.name == "std::filesystem::path") return intern({.kind = model::Path{}, .cpp = type.cpp});
  if (type.name == "vgen::File") return intern({.kind = model::File{}, .cpp = type.cpp});
  if (type.name == "nlohmann::basic_json") return intern({.kind = model::Any{}, .cpp = type.cpp});
  return unresolved;
}

TypeIndex TypeResolver::resolve_string(const DeclaredType& type, const TypeUse& use) {
  if (!type.arguments.empty() && !is_character(behind_aliases(type.arguments.front()))) {
    refuse(Rule::wide_string, use,
           fmt::format("'{}' cannot cross the wire: JSON is UTF-8", type.spelling),
           "use std::string");
    return unresolved;
  }
  if (!type.cpp.ends_with("std::string") && !type.cpp.ends_with("std::string_view")) {
    refuse(Rule::library_type, use,
           fmt::format("'{}' cannot cross the wire: it has its own allocator or character traits",
                       type.spelling),
           "use std::string");
    return unresolved;
  }
  return intern({.kind = model::String{.is_view = type.name.ends_with("view")}, .cpp = type.cpp});
}

TypeIndex TypeResolver::resolve_bytes(const DeclaredType& type) {
  model::Bytes bytes{.fixed_size = {}, .is_view = type.name == "std::span"};
  const bool has_size = type.name == "std::array" && type.arguments.size() > 1;
  if (has_size) bytes.fixed_size = static_cast<std::uint64_t>(type.arguments[1].size);
  return intern({.kind = bytes, .cpp = type.cpp});
}

TypeIndex TypeResolver::resolve_item(const DeclaredType& type, const TypeUse& use,
                                     std::string_view suffix) {
  const std::size_t length = steps_.empty() ? root_.size() : steps_.back().size();
  std::string& step = steps_.empty() ? root_ : steps_.back();
  step += suffix;
  const std::size_t depth = steps_.size();
  const TypeIndex item = resolve(type, {.range = use.range, .position = Position::item});
  (depth == 0 ? root_ : steps_[depth - 1]).resize(length);
  return item;
}

TypeIndex TypeResolver::resolve_sequence(const DeclaredType& type, const TypeUse& use) {
  if (type.arguments.empty()) return unresolved;
  const TypeIndex item = resolve_item(type.arguments.front(), use, "[]");
  if (item == unresolved) return unresolved;
  model::List list{.item = item, .is_view = type.name == "std::span"};
  if (type.kind == Kind::array) list.fixed_size = static_cast<std::uint64_t>(type.size);
  if (type.name == "std::array" && type.arguments.size() > 1)
    list.fixed_size = static_cast<std::uint64_t>(type.arguments[1].size);
  return intern({.kind = list, .cpp = type.cpp});
}

TypeIndex TypeResolver::resolve_set(const DeclaredType& type, const TypeUse& use) {
  if (type.arguments.empty()) return unresolved;
  const TypeIndex item = resolve_item(type.arguments.front(), use, "[]");
  if (item == unresolved) return unresolved;
  const model::ValueKind kind = value_kind(workspace_.api, item);
  if (!is_scalar(kind) || accepts_null(workspace_.api, item)) {
    refuse(Rule::set_item, use,
           fmt::format("'{}' holds {}: sets can hold only scalars, strings and enums",
                       type.spelling, kind_phrase(kind)),
           "use std::vector");
    return unresolved;
  }
  return intern({.kind = model::List{.item = item, .unique = true}, .cpp = type.cpp});
}

TypeIndex TypeResolver::resolve_map(const DeclaredType& type, const TypeUse& use) {
  if (type.arguments.size() < 2) return unresolved;
  const TypeIndex key = resolve_item(type.arguments[0], use, "{}");
  const TypeIndex value = resolve_item(type.arguments[1], use, "{}");
  if (key == unresolved || value == unresolved) return unresolved;
  const model::ValueKind kind = value_kind(workspace_.api, key);
  const bool is_text = kind == model::ValueKind::string || kind == model::ValueKind::enumeration ||
                       kind == model::ValueKind::integer;
  if (!is_text || accepts_null(workspace_.api, key)) {
    refuse(Rule::map_key, use,
           fmt::format("the key of '{}' is {}: keys must be strings, enums or integers",
                       type.spelling, kind_phrase(kind)),
           "use a std::vector of structs");
    return unresolved;
  }
  return intern({.kind = model::Map{.key = key, .value = value}, .cpp = type.cpp});
}

TypeIndex TypeResolver::resolve_tuple(const DeclaredType& type, const TypeUse& use) {
  model::Tuple tuple;
  for (std::size_t i = 0; i < type.arguments.size(); ++i) {
    const TypeIndex item = resolve_item(type.arguments[i], use, fmt::format("<{}>", i));
    if (item == unresolved) return unresolved;
    tuple.items.push_back(item);
  }
  return intern({.kind = tuple, .cpp = type.cpp});
}

}  // namespace vgen::tool::analysis
