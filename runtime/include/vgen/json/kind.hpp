/// What kind of type something is, told by what it offers, so that none of the containers' headers need be included here.
#pragma once

#include <vgen/json/codec.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace vgen {

template <class T>
class Nullable;
template <class T>
class Patch;
template <class T>
class Box;

}  // namespace vgen

namespace vgen::json::detail {

enum class Kind : unsigned char {
  codec,        // a struct with a Codec
  enumeration,  // an enum with Enumerators
  text,         // std::string, std::string_view
  optional,
  pointer,   // std::unique_ptr and whatever owns one value like it
  time,      // std::chrono::sys_time
  map,       // by key
  set,       // keys only
  sequence,  // grows at its end
  fixed,     // std::array, T[N]
  range,     // can only be written: std::span
  unknown,
  // Those below have a `Form`.
  null,      // std::monostate
  nullable,  // vgen::Nullable
  patch,     // vgen::Patch
  box,       // vgen::Box
  days,      // std::chrono::sys_days
  date,      // std::chrono::year_month_day
  duration,  // std::chrono::duration
  bytes,     // std::byte one after the other
  uuid,      // boost::uuids::uuid
  path,      // std::filesystem::path
  any,       // nlohmann::json
  tuple,     // std::tuple, std::pair
  variant,   // std::variant
};

/// How values of the rarer kinds are read and written. The headers that specialise it are told in `types.hpp`.
template <class T, Kind kind>
struct Form;

template <class T, Kind kind>
concept HasForm = requires { sizeof(Form<T, kind>); };

/// Whether a type is null only; without <variant> nobody can name std::monostate.
template <class T>
inline constexpr bool is_null = false;

template <class T>
inline constexpr Kind wrapper = Kind::unknown;
template <class T>
inline constexpr Kind wrapper<Nullable<T>> = Kind::nullable;
template <class T>
inline constexpr Kind wrapper<Patch<T>> = Kind::patch;
template <class T>
inline constexpr Kind wrapper<Box<T>> = Kind::box;

template <class T>
concept HasCodec = requires { sizeof(Codec<T>); };
template <class T>
concept HasEnumerators = requires { Enumerators<T>::list; };
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
concept SystemTime = requires {
  typename T::clock;
  typename T::duration::period;
  &T::clock::to_time_t;
};
template <class T>
concept Range = requires(T& v) {
  v.begin();
  v.end();
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
concept ArrayLike = Range<T> && requires(T& v, const typename T::value_type& item) { v.fill(item); };

template <class T>
concept DaysLike = SystemTime<T> && T::duration::period::num == 86'400 && T::duration::period::den == 1;
template <class T>
concept DateLike = requires(const T& v) {
  v.year();
  v.month();
  v.day();
  v.ok();
};
template <class T>
concept DurationLike = requires(const T& v) {
  typename T::rep;
  typename T::period;
  v.count();
};
template <class T>
concept BytesLike = std::is_same_v<std::remove_cv_t<typename T::value_type>, std::byte> && requires(const T& v) {
  v.data();
  v.size();
};
template <class T>
concept UuidLike = sizeof(T) == 16 && requires(const T& v) {
  v.begin();
  v.is_nil();
  v.version();
};
template <class T>
concept PathLike = requires(const T& v) {
  v.generic_string();
  v.lexically_normal();
};
template <class T>
concept AnyLike = requires(const T& v) {
  typename T::json_pointer;
  v.is_discarded();
  v.is_number_unsigned();
};
template <class T>
concept TupleLike = requires { sizeof(std::tuple_size<T>); };
template <class T>
concept VariantLike = requires(const T& v) {
  v.index();
  v.valueless_by_exception();
};

/// The kinds that have a `Form`, or unknown.
template <class T>
consteval Kind rare_kind() {
  if constexpr (is_null<T>)
    return Kind::null;
  else if constexpr (wrapper<T> != Kind::unknown)
    return wrapper<T>;
  else if constexpr (VariantLike<T>)
    return Kind::variant;
  else if constexpr (DaysLike<T>)
    return Kind::days;
  else if constexpr (DurationLike<T>)
    return Kind::duration;
  else if constexpr (DateLike<T>)
    return Kind::date;
  else if constexpr (UuidLike<T>)
    return Kind::uuid;
  else if constexpr (PathLike<T>)
    return Kind::path;
  else if constexpr (AnyLike<T>)
    return Kind::any;
  else if constexpr (BytesLike<T>)
    return Kind::bytes;
  else if constexpr (TupleLike<T> && !ArrayLike<T>)
    return Kind::tuple;
  else
    return Kind::unknown;
}

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
inline constexpr bool any_takes_null<Variant<Alternatives...>> = (takes_null<Alternatives>() || ...);

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

/// The 64-bit types hold what JSON can: ±(2^53-1).
template <class T>
struct IntegerRange {
  static constexpr bool is_signed = static_cast<T>(-1) < static_cast<T>(0);
  static constexpr long long bound = 9'007'199'254'740'991;
  static constexpr long long highest = sizeof(T) == 8 ? bound : (1LL << (sizeof(T) * 8 - (is_signed ? 1 : 0))) - 1;
  static constexpr long long lowest = !is_signed ? 0 : sizeof(T) == 8 ? -bound : -highest - 1;
};

template <class T>
inline constexpr bool is_integer =
    std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> && !std::is_same_v<T, wchar_t> &&
    !std::is_same_v<T, char8_t> && !std::is_same_v<T, char16_t> && !std::is_same_v<T, char32_t>;

}  // namespace vgen::json::detail
