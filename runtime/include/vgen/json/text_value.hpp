/// Values from text that is not JSON: path, query, header and cookie strings, converted to the
/// declared type.
///
/// The same limits, codes and messages as in JSON. Integers and numbers are written as in JSON,
/// `bool` is `true` or `false`, strings are the text itself and must be valid UTF-8 (`encoding`).
/// The caller splits lists and reads each item.
#pragma once

#include <vgen/json/digits.hpp>
#include <vgen/json/fault_site.hpp>
#include <vgen/json/kind.hpp>
#include <vgen/json/time.hpp>

#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>

namespace vgen::json {

/// The place of a text: `TextContext context(faults, Place::query, "/limit")`. The pointer must
/// outlive it.
using TextContext = FaultSite;

namespace detail {

/// Reads any integer as JSON writes it. Beyond 64 bits the result is INT64_MIN or INT64_MAX.
/// Reports the fault `type`.
bool text_integer(FaultSite& site, std::string_view text, std::int64_t& value);
bool text_number(FaultSite& site, std::string_view text, double& value);
bool text_boolean(FaultSite& site, std::string_view text, bool& value);
bool text_string(FaultSite& site, std::string_view text, std::string& value);

}  // namespace detail

inline namespace VGEN_API {

/// Reads a scalar, enum, `sys_time`, string or optional of these; with `types.hpp` also dates,
/// durations, UUIDs and paths. An integer with a `DigitsRule` has its full range. If the result is
/// false, the fault was reported and the value is unspecified. An optional always gets a value,
/// because absent parameters are not read at all.
template <class T, class... Rules>
bool read_text(std::string_view text, T& value, TextContext& context, const Rules&... rules) {
  using detail::Kind;
  constexpr Kind kind = detail::kind_of<T>;
  if constexpr (kind == Kind::text) {
    return detail::text_string(context, text, value) &&
           (detail::check_string(context, value, rules) && ...);
  } else if constexpr (std::is_same_v<T, bool>) {
    return detail::text_boolean(context, text, value);
  } else if constexpr (detail::is_integer<T> && (detail::is_digits<Rules> || ...)) {
    detail::WideInteger number = 0;
    if (!detail::parse_digits(context, text, detail::wide<T>(rules...), number)) return false;
    value = static_cast<T>(number);
    return true;
  } else if constexpr (detail::is_integer<T>) {
    using Bounds = detail::IntegerRange<T>;
    std::int64_t number = 0;
    if (!detail::text_integer(context, text, number)) return false;
    if constexpr (sizeof...(rules) == 0) {
      if (!detail::check_integer(context, number, Bounds::lowest, Bounds::highest, {}))
        return false;
    } else {
      if (!detail::check_integer(context, number, Bounds::lowest, Bounds::highest, rules...))
        return false;
    }
    value = static_cast<T>(number);
    return true;
  } else if constexpr (std::is_floating_point_v<T>) {
    double exact = 0;
    if (!detail::text_number(context, text, exact) ||
        !(detail::check_number(context, exact, rules) && ...))
      return false;
    if constexpr (std::is_same_v<T, float>) return detail::narrow_number(context, exact, value);
    value = static_cast<T>(exact);
    return true;
  } else if constexpr (kind == Kind::enumeration) {
    constexpr auto& list = Enumerators<T>::list;
    const std::size_t index =
        detail::find_enumerator(context, text, &list[0].name, sizeof list[0], std::size(list));
    if (index == std::size(list)) return false;
    value = list[index].value;
    return true;
  } else if constexpr (kind == Kind::optional) {
    return read_text(text, detail::emplace_value(value), context, rules...);
  } else if constexpr (kind == Kind::time) {
    std::int64_t ticks = 0;
    if (!detail::parse_ticks(context, text, detail::clockwork_of<T>(), ticks)) return false;
    value = detail::time_at<T>(ticks);
    return true;
  } else if constexpr (kind == Kind::duration) {
    typename T::rep count{};
    if (!read_text(text, count, context, rules...)) return false;
    value = T(count);
    return true;
  } else if constexpr (kind == Kind::days || kind == Kind::date || kind == Kind::uuid ||
                       kind == Kind::path) {
    static_assert(detail::HasForm<T, kind>, "include <vgen/json/types.hpp> to read this type");
    return detail::Form<T, kind>::read_text(text, value, context, rules...);
  } else {
    static_assert(kind == Kind::text,
                  "only scalars, enums and strings are read from path, query, header and cookie");
    return false;
  }
}

}  // namespace VGEN_API
}  // namespace vgen::json
