/// How a type crosses the wire if the type alone does not define it. Passed to `read` among the
/// rules (see `rules.hpp`), and to `write`, `ObjectWriter::member` and `to_json` after the value.
/// In the latter there are no levels for lists, maps and optionals.
#pragma once

#include <cstddef>
#include <limits>
#include <string_view>

namespace vgen::json {

/// A limit that may be absent.
template <class T>
struct Bound {
  T value{};
  bool set = false;

  constexpr Bound() = default;
  constexpr Bound(T limit) : value(limit), set(true) {}
};

/// Read: the rule of an integer that is a string of digits on the wire, in the full range of its
/// type.
template <class T>
struct DigitsRule {
  T minimum = std::numeric_limits<T>::min();
  T maximum = std::numeric_limits<T>::max();
  Bound<T> exclusive_minimum{};
  Bound<T> exclusive_maximum{};
  T multiple_of = 0;  ///< 0: none.
};

/// Write: the integers inside as strings of digits.
struct AsDigits {};
inline constexpr AsDigits as_digits{};

/// Read and write: the structs of a variant, distinguished by a string member beside their own:
/// `constexpr Tagged<2> payment_tags{"type", {"Card", "Transfer"}};`. One name per alternative; ""
/// for those that are not structs. If it is open, an object with any other value there is the last
/// alternative, which reads the whole object.
template <std::size_t Count>
struct Tagged {
  std::string_view discriminator;
  std::string_view names[Count];
  bool is_open = false;
};

/// Read and write: the structs of a variant, distinguished by their members.
struct Untagged {};

/// The rules or shapes for one element, made by `rules`.
template <class... Parts>
struct Pack;

template <>
struct Pack<> {
  /// Calls `use` with the parts.
  template <class Use, class... Before>
  constexpr void apply(Use&& use, const Before&... before) const {
    use(before...);
  }
};

template <class First, class... Rest>
struct Pack<First, Rest...> {
  First first;
  Pack<Rest...> rest;

  template <class Use, class... Before>
  constexpr void apply(Use&& use, const Before&... before) const {
    rest.apply(use, before..., first);
  }
};

/// The rules (or shapes) of one element of a tuple or one alternative of a variant.
constexpr Pack<> rules() {
  return {};
}
template <class First, class... Rest>
constexpr Pack<First, Rest...> rules(const First& first, const Rest&... rest) {
  return {first, rules(rest...)};
}

/// A pack for each element of a tuple or each alternative of a variant: made by `each`.
template <class... Packs>
struct Each {
  Pack<Packs...> packs;
};

/// `each(rules(StringRule{.max_length = 3}), rules())`.
template <class... Packs>
constexpr Each<Packs...> each(const Packs&... packs) {
  return {rules(packs...)};
}

namespace detail {

template <class Part>
inline constexpr bool is_each = false;
template <class... Packs>
inline constexpr bool is_each<Each<Packs...>> = true;

template <class Part>
inline constexpr bool is_tagged = false;
template <std::size_t Count>
inline constexpr bool is_tagged<Tagged<Count>> = true;

template <class Part>
inline constexpr bool is_untagged = false;
template <>
inline constexpr bool is_untagged<Untagged> = true;

template <class Part>
inline constexpr bool is_digits = false;
template <class T>
inline constexpr bool is_digits<DigitsRule<T>> = true;
template <>
inline constexpr bool is_digits<AsDigits> = true;

template <std::size_t Index, class... Parts>
constexpr const auto& part(const Pack<Parts...>& pack) {
  if constexpr (Index == 0)
    return pack.first;
  else
    return part<Index - 1>(pack.rest);
}

/// Calls `use` with the rules of the element `Index`: its pack, or all rules if there is no pack
/// for each element.
template <std::size_t Index, std::size_t Count, class Use>
constexpr void apply_of(Use&& use) {
  use();
}
template <std::size_t Index, std::size_t Count, class Use, class... Packs>
constexpr void apply_of(Use&& use, const Each<Packs...>& parts) {
  static_assert(sizeof...(Packs) == Count, "`each` needs one pack for each element");
  part<Index>(parts.packs).apply(use);
}
template <std::size_t Index, std::size_t Count, class Use, class First, class... Rest>
constexpr void apply_of(Use&& use, const First& first, const Rest&... rest) {
  if constexpr (is_tagged<First> || is_untagged<First>)
    apply_of<Index, Count>(use, rest...);
  else
    use(first, rest...);
}

}  // namespace detail

}  // namespace vgen::json
