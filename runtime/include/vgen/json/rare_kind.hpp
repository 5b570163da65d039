/// The kinds of types, and those that are rarer: told by what they offer, so that no header of
/// theirs need be included here.
#pragma once

#include <vgen/json/per_api.hpp>

#include <cstddef>
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

inline namespace VGEN_API {

/// How values of the rarer kinds are read and written. The headers that specialise it are told in
/// `types.hpp`.
template <class T, Kind kind>
struct Form;

template <class T, Kind kind>
concept HasForm = requires { sizeof(Form<T, kind>); };

}  // namespace VGEN_API

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
concept ArrayLike =
    Range<T> && requires(T& v, const typename T::value_type& item) { v.fill(item); };
template <class T>
concept DaysLike =
    SystemTime<T> && T::duration::period::num == 86'400 && T::duration::period::den == 1;
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
concept BytesLike =
    std::is_same_v<std::remove_cv_t<typename T::value_type>, std::byte> && requires(const T& v) {
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

}  // namespace vgen::json::detail
