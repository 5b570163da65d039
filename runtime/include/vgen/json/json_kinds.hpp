/// Which kinds of JSON values stand for a type: what tells the alternatives of a variant apart.
#pragma once

#include <vgen/json/kind.hpp>
#include <vgen/json/shapes.hpp>

#include <type_traits>
#include <utility>
#include <variant>

namespace vgen::json::detail {

/// A set of the kinds of JSON values.
using JsonKinds = unsigned char;

inline constexpr JsonKinds null_kind = 1;
inline constexpr JsonKinds boolean_kind = 2;
inline constexpr JsonKinds integer_kind = 4;
inline constexpr JsonKinds number_kind = 8;
inline constexpr JsonKinds string_kind = 16;
inline constexpr JsonKinds array_kind = 32;
inline constexpr JsonKinds object_kind = 64;
inline constexpr JsonKinds every_kind = 127;

inline namespace VGEN_API {

template <class T, class... Rules>
consteval JsonKinds json_kinds();

/// The same with the rules in a pack.
template <class T, class Rules>
inline constexpr JsonKinds kinds_by_pack = 0;
template <class T, class... Rules>
inline constexpr JsonKinds kinds_by_pack<T, Pack<Rules...>> = json_kinds<T, Rules...>();

template <std::size_t Index, class Rules>
struct PackOf;
template <std::size_t Index, class... Packs>
struct PackOf<Index, Each<Packs...>> {
  using type = std::remove_cvref_t<decltype(part<Index>(std::declval<const Pack<Packs...>&>()))>;
};

/// The kinds of one alternative of a variant that is read with these rules.
template <class Variant, std::size_t Index, class... Rules>
consteval JsonKinds alternative_kinds() {
  using Alternative = std::variant_alternative_t<Index, Variant>;
  JsonKinds kinds = json_kinds<Alternative>();
  [[maybe_unused]] const auto by_rule = [&]<class Rule>() {
    if constexpr (is_each<Rule>)
      kinds = kinds_by_pack<Alternative, typename PackOf<Index, Rule>::type>;
    if constexpr (is_digits<Rule>) kinds = json_kinds<Alternative, Rule>();
  };
  (by_rule.template operator()<Rules>(), ...);
  return kinds;
}

template <class Variant, class... Rules, std::size_t... Index>
consteval JsonKinds variant_kinds(std::index_sequence<Index...>) {
  return (alternative_kinds<Variant, Index, Rules...>() | ...);
}

template <class T, class... Rules>
consteval JsonKinds json_kinds() {
  constexpr Kind kind = kind_of<T>;
  if constexpr (std::is_same_v<T, bool>)
    return boolean_kind;
  else if constexpr (is_integer<T>)
    return (is_digits<Rules> || ...) ? string_kind : integer_kind;
  else if constexpr (std::is_floating_point_v<T>)
    return number_kind;
  else if constexpr (kind == Kind::null)
    return null_kind;
  else if constexpr (kind == Kind::duration)
    return json_kinds<typename T::rep, Rules...>();
  else if constexpr (kind == Kind::optional || kind == Kind::box)
    return json_kinds<typename T::value_type, Rules...>();
  else if constexpr (kind == Kind::nullable || kind == Kind::patch)
    return json_kinds<typename T::value_type, Rules...>() | null_kind;
  else if constexpr (kind == Kind::pointer)
    return json_kinds<typename T::element_type, Rules...>();
  else if constexpr (kind == Kind::variant)
    return variant_kinds<T, Rules...>(std::make_index_sequence<std::variant_size_v<T>>());
  else if constexpr (kind == Kind::any)
    return every_kind;
  else if constexpr (kind == Kind::codec || kind == Kind::map)
    return object_kind;
  else if constexpr (kind == Kind::tuple || kind == Kind::sequence || kind == Kind::set ||
                     kind == Kind::fixed || kind == Kind::range)
    return array_kind;
  else
    return string_kind;
}

/// The struct within owners and nullables.
template <class T>
consteval auto innermost() {
  constexpr Kind kind = kind_of<T>;
  if constexpr (kind == Kind::optional || kind == Kind::box || kind == Kind::nullable)
    return innermost<typename T::value_type>();
  else if constexpr (kind == Kind::pointer)
    return innermost<typename T::element_type>();
  else
    return std::type_identity<T>();
}

}  // namespace VGEN_API
}  // namespace vgen::json::detail
