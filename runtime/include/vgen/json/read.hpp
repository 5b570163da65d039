/// `read(in, value, rules…)` for every type that can be read from JSON.
///
/// `bool`, integers, `float`, `double`, `std::string`, enums with `Enumerators`, structs with a
/// `Codec`, `std::optional`, owning pointers, `std::vector list deque array`, C arrays, sets, maps
/// (keys: strings, enums, integers) and `std::chrono::sys_time`; with `types.hpp` everything else.
/// JSON types are not converted. Faults go to the reader's list; a value that has one is left
/// unspecified.
#pragma once

#include <vgen/json/array_reader.hpp>
#include <vgen/json/digits.hpp>
#include <vgen/json/kind.hpp>
#include <vgen/json/object_reader.hpp>
#include <vgen/json/reader.hpp>
#include <vgen/json/time.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace vgen::json {

inline namespace VGEN_API {

template <class T, class... Rules>
void read(Reader& in, T& value, const Rules&... rules);

}  // namespace VGEN_API

namespace detail {

void null_refused(Reader& in);
/// A key of a map that is an integer: digits without leading zeros. `lowest`, `highest`: the range
/// of the type; `rule`: null for none.
bool read_key(Reader& in, std::string_view text, std::int64_t lowest, std::int64_t highest,
              const IntegerRule* rule, std::int64_t& key);

template <class T>
VGEN_JSON_HOT inline void read_integer(Reader& in, T& value, const IntegerRule& rule = {}) {
  using Bounds = IntegerRange<T>;
  std::int64_t number = 0;
  if (!in.integer(number)) return;
  if (number < Bounds::lowest || number > Bounds::highest || !keeps(number, rule)) [[unlikely]] {
    const IntegerRule broken =
        rule;  // so that the rule itself is never in memory but where it is broken
    check_integer(in, number, Bounds::lowest, Bounds::highest, broken);
    return;
  }
  value = static_cast<T>(number);
}

template <class T>
inline void read_number(Reader& in, T& value) {
  in.number(value);
}

/// The number that was sent has to keep the rule, as the schema says, not what a float makes of it.
template <class T>
inline void read_number(Reader& in, T& value, const NumberRule& rule) {
  double exact = 0;
  if (!in.number(exact) || !check_number(in, exact, rule)) return;
  if constexpr (std::is_same_v<T, float>) {
    narrow_number(in, exact, value);
  } else {
    value = exact;
  }
}

inline void read_string(Reader& in, std::string& value) {
  in.string(value);
}

VGEN_JSON_HOT inline void read_string(Reader& in, std::string& value, const StringRule& rule) {
  if (in.string(value) && !surely_keeps(value.size(), rule)) [[unlikely]] {
    const StringRule unsure = rule;
    check_string(in, value, unsure);
  }
}

bool read_enumerator(Reader& in, const std::string_view* names, std::size_t stride,
                     std::size_t count, std::size_t& index);

inline namespace VGEN_API {

/// The enumerator of a name, without a fault if there is none.
template <class E>
std::optional<E> enumerator_of(std::string_view text) {
  for (const auto& enumerator : Enumerators<E>::list) {
    if (enumerator.name == text) return enumerator.value;
  }
  return std::nullopt;
}

template <class E>
inline void read_enum(Reader& in, E& value) {
  constexpr auto& list = Enumerators<E>::list;
  if constexpr (IsOpenEnum<E>) {
    std::string_view text;
    if (in.view(text)) value = enumerator_of<E>(text).value_or(Enumerators<E>::unrecognized);
  } else {
    std::size_t index = 0;
    if (read_enumerator(in, &list[0].name, sizeof list[0], std::size(list), index))
      value = list[index].value;
  }
}

template <class T, class... Rules>
void read_sequence(Reader& in, T& value, const ArrayRule& rule, const Rules&... rules) {
  ArrayReader array(in, rule.max_items);
  value.clear();
  while (array.next()) {
    if constexpr (requires { value.reserve(1); }) {
      if (value.size() == value.capacity())
        value.reserve(array.room(value.size(), sizeof(typename T::value_type), rule));
    }
    if constexpr (std::is_same_v<typename T::value_type, bool>) {
      bool item = false;
      read(in, item, rules...);
      value.push_back(item);
    } else {
      read(in, value.emplace_back(), rules...);
    }
  }
  array.finish(rule);
}

template <class T, class... Rules>
void read_sequence(Reader& in, T& value, const Rules&... rules) {
  read_sequence(in, value, ArrayRule{}, rules...);
}

/// The entries of one bucket that an input may make. A good hash puts fewer than twenty there.
inline constexpr std::size_t longest_bucket = 64;

/// Whether too many keys of an unordered container share the bucket of this key. An attacker can
/// choose such keys, because the usual hashes are known, and each further one would cost a walk
/// through all of them.
template <class T>
bool crowded(const T& container, const typename T::key_type& key) {
  if constexpr (requires { container.bucket_size(container.bucket(key)); }) {
    return container.size() > longest_bucket &&
           container.bucket_size(container.bucket(key)) > longest_bucket;
  } else {
    return false;
  }
}

template <class T, class... Rules>
void read_set(Reader& in, T& value, const ArrayRule& rule, const Rules&... rules) {
  ArrayReader array(in, rule.max_items);
  value.clear();
  std::size_t duplicate = SIZE_MAX;
  while (array.next()) {
    typename T::key_type item{};
    const std::size_t faults = in.faults().size();
    read(in, item, rules...);
    // A value with a fault is unspecified: it must not look like a duplicate.
    if (in.faults().size() != faults || in.faults().full()) continue;
    const auto [entry, inserted] = value.insert(std::move(item));
    if (!inserted && duplicate == SIZE_MAX) duplicate = array.count() - 1;
    if (inserted && crowded(value, *entry)) in.refuse_crowded();
  }
  array.finish_set(rule, duplicate);
}

template <class T, class... Rules>
void read_set(Reader& in, T& value, const Rules&... rules) {
  read_set(in, value, ArrayRule{}, rules...);
}

template <class T, class... Rules>
void read_fixed(Reader& in, T& value, const ArrayRule& rule, const Rules&... rules) {
  const std::size_t size = std::size(value);
  ArrayReader array(in, size);
  for (std::size_t i = 0; array.next(); ++i) read(in, value[i], rules...);
  array.finish({.min_items = size, .max_items = size, .unique = rule.unique});
}

template <class T, class... Rules>
void read_fixed(Reader& in, T& value, const Rules&... rules) {
  read_fixed(in, value, ArrayRule{}, rules...);
}

template <class K>
bool read_map_key(Reader& in, std::string& text, const MapRule& rule, K& key) {
  if constexpr (std::is_same_v<K, std::string>) {
    if (rule.names != nullptr && !check_string(in, text, *rule.names)) return false;
    key = std::move(text);
    return true;
  } else if constexpr (std::is_enum_v<K>) {
    if constexpr (IsOpenEnum<K>) {
      const std::optional<K> known = enumerator_of<K>(text);
      if (known) key = *known;
      return known.has_value();  // without a fault: the entry is left out
    } else {
      constexpr auto& list = Enumerators<K>::list;
      const std::size_t index =
          find_enumerator(in, text, &list[0].name, sizeof list[0], std::size(list));
      if (index == std::size(list)) return false;
      key = list[index].value;
      return true;
    }
  } else {
    static_assert(is_integer<K>, "the keys of a map are strings, enums or integers");
    std::int64_t number = 0;
    if (!read_key(in, text, IntegerRange<K>::lowest, IntegerRange<K>::highest, rule.numbers,
                  number))
      return false;
    key = static_cast<K>(number);
    return true;
  }
}

template <class T, class... Rules>
void read_map(Reader& in, T& value, const MapRule& rule, const Rules&... rules) {
  MapReader map(in);
  value.clear();
  std::string name;
  while (map.next(name)) {
    typename T::key_type key{};
    if (!read_map_key(in, name, rule, key)) {
      in.skip();
      continue;
    }
    const auto [entry, inserted] = value.try_emplace(std::move(key));
    // The name has moved: for what is reported about the value it stands in the map now.
    if constexpr (std::is_same_v<typename T::key_type, std::string>) map.stands_at(entry->first);
    if (!inserted) {
      map.duplicate();
    } else if (crowded(value, entry->first)) {
      in.refuse_crowded();
    } else {
      read(in, entry->second, rules...);
    }
  }
  map.finish(rule);
}

template <class T, class... Rules>
void read_map(Reader& in, T& value, const Rules&... rules) {
  read_map(in, value, MapRule{}, rules...);
}

}  // namespace VGEN_API
}  // namespace detail

inline namespace VGEN_API {

/// Reads the next value. `rules`: see `rules.hpp`.
template <class T, class... Rules>
VGEN_JSON_HOT inline void read(Reader& in, T& value, const Rules&... rules) {
  using detail::Kind;
  constexpr Kind kind = detail::kind_of<T>;
  if constexpr (kind == Kind::codec) {
    Codec<T>::read(in, value);
  } else if constexpr (kind == Kind::text) {
    detail::read_string(in, value, rules...);
  } else if constexpr (std::is_same_v<T, bool>) {
    in.boolean(value);
  } else if constexpr (detail::is_integer<T>) {
    detail::read_integer(in, value, rules...);
  } else if constexpr (kind == Kind::enumeration) {
    detail::read_enum(in, value);
  } else if constexpr (kind == Kind::optional) {
    if constexpr (detail::takes_null<typename T::value_type>()) {
      read(in, detail::emplace_value(value), rules...);
    } else if (!in.null()) {
      read(in, detail::emplace_value(value), rules...);
    } else if (in.leniency().null_as_absent) {
      value.reset();
    } else {
      detail::null_refused(in);
    }
  } else if constexpr (kind == Kind::sequence) {
    detail::read_sequence(in, value, rules...);
  } else if constexpr (std::is_floating_point_v<T>) {
    detail::read_number(in, value, rules...);
  } else if constexpr (kind == Kind::time) {
    detail::read_time(in, value);
  } else if constexpr (kind == Kind::pointer) {
    value.reset(new typename T::element_type());
    read(in, *value, rules...);
  } else if constexpr (kind == Kind::map) {
    detail::read_map(in, value, rules...);
  } else if constexpr (kind == Kind::set) {
    detail::read_set(in, value, rules...);
  } else if constexpr (kind == Kind::fixed) {
    detail::read_fixed(in, value, rules...);
  } else if constexpr (kind > Kind::unknown) {
    static_assert(detail::HasForm<T, kind>, "include <vgen/json/types.hpp> to read this type");
    detail::Form<T, kind>::read(in, value, rules...);
  } else {
    static_assert(kind == Kind::codec,
                  "this type cannot be read from JSON: it has no vgen::json::Codec");
  }
}

/// Reads the present member of an object into the map of the members that are not declared.
template <class T, class... Rules>
void read_rest(Reader& in, ObjectReader& object, T& rest, const Rules&... rules) {
  const auto [entry, inserted] = rest.try_emplace(object.rest_name());
  if (!inserted) {
    object.duplicate_rest();
  } else if (detail::crowded(rest, entry->first)) {
    in.refuse_crowded();
  } else {
    read(in, entry->second, rules...);
  }
  object.leave_rest();
}

}  // namespace VGEN_API
}  // namespace vgen::json
