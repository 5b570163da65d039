/// What kind of type something is, told by what it offers, so that none of the containers' headers
/// need be included here.
#pragma once

#include <vgen/json/codec.hpp>
#include <vgen/json/rare_kind.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace vgen::json::detail {

inline namespace VGEN_API {

template <class T>
concept HasCodec = requires { sizeof(Codec<T>); };
template <class T>
concept HasEnumerators = requires { Enumerators<T>::list; };
/// An enum of a client, with an enumerator for the names that the client does not know.
template <class T>
concept IsOpenEnum = HasEnumerators<T> && requires { Enumerators<T>::unrecognized; };
template <class T>
concept OptionalLike = requires(T& v) {
  typename T::value_type;
  v.has_value();
  v.reset();
};
template <class T>
concept PointerLike = requires(T& v) {
  typename T::element_type;
  v.get();
  v.reset();
};
template <class T>
concept MapLike = Range<T> && requires {
  typename T::key_type;
  typename T::mapped_type;
};
template <class T>
concept SetLike = Range<T> && requires { typename T::key_type; };
template <class T>
concept SequenceLike = Range<T> && requires(T& v) {
  v.emplace_back();
  v.clear();
};

template <class T>
consteval Kind kind() {
  if constexpr (std::is_enum_v<T>)
    return Kind::enumeration;
  else if constexpr (std::is_array_v<T>)
    return Kind::fixed;
  else if constexpr (!std::is_class_v<T>)
    return Kind::unknown;
  else if constexpr (HasCodec<T>)
    return Kind::codec;
  else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>)
    return Kind::text;
  else if constexpr (rare_kind<T>() != Kind::unknown)
    return rare_kind<T>();
  else if constexpr (OptionalLike<T>)
    return Kind::optional;
  else if constexpr (PointerLike<T>)
    return Kind::pointer;
  else if constexpr (SystemTime<T>)
    return Kind::time;
  else if constexpr (MapLike<T>)
    return Kind::map;
  else if constexpr (SetLike<T>)
    return Kind::set;
  else if constexpr (SequenceLike<T>)
    return Kind::sequence;
  else if constexpr (ArrayLike<T>)
    return Kind::fixed;
  else if constexpr (Range<T>)
    return Kind::range;
  else
    return Kind::unknown;
}

template <class T>
inline constexpr Kind kind_of = kind<T>();

template <class T>
consteval bool takes_null();
template <class T>
inline constexpr bool any_takes_null = false;
template <template <class...> class Variant, class... Alternatives>
inline constexpr bool any_takes_null<Variant<Alternatives...>> =
    (takes_null<Alternatives>() || ...);

/// Whether null is one of the values of a type.
template <class T>
consteval bool takes_null() {
  constexpr Kind kind = kind_of<T>;
  if constexpr (kind == Kind::variant)
    return any_takes_null<T>;
  else if constexpr (kind == Kind::optional || kind == Kind::box)
    return takes_null<typename T::value_type>();
  else if constexpr (kind == Kind::pointer)
    return takes_null<typename T::element_type>();
  else
    return kind == Kind::null || kind == Kind::nullable || kind == Kind::patch || kind == Kind::any;
}

/// Whether `emplace()` of a holder such as `std::optional` can make a `T` with its defaults. clang
/// says no for a struct that is nested in the struct that holds it (llvm bug 59865).
template <class T>
inline constexpr bool is_emplaced = std::is_constructible_v<T>;

/// Makes an optional hold a value with its defaults.
template <class Optional>
inline auto& emplace_value(Optional& optional) {
  using T = typename Optional::value_type;
  if constexpr (is_emplaced<T>)
    return optional.emplace();
  else
    return optional.emplace(T{});
}

}  // namespace VGEN_API

/// The 64-bit types hold what JSON can: ±(2^53-1).
template <class T>
struct IntegerRange {
  static constexpr bool is_signed = static_cast<T>(-1) < static_cast<T>(0);
  static constexpr long long bound = 9'007'199'254'740'991;
  static constexpr long long highest =
      sizeof(T) == 8 ? bound : (1LL << (sizeof(T) * 8 - (is_signed ? 1 : 0))) - 1;
  static constexpr long long lowest = !is_signed ? 0 : sizeof(T) == 8 ? -bound : -highest - 1;
};

template <class T>
inline constexpr bool is_integer =
    std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> &&
    !std::is_same_v<T, wchar_t> && !std::is_same_v<T, char8_t> && !std::is_same_v<T, char16_t> &&
    !std::is_same_v<T, char32_t>;

}  // namespace vgen::json::detail
