/// `write(out, value, shapes…)` for every type that can be written as JSON: those of `read.hpp`,
/// and `std::string_view` and `std::span`.
#pragma once

#include <vgen/json/digits.hpp>
#include <vgen/json/kind.hpp>
#include <vgen/json/time.hpp>
#include <vgen/json/writer.hpp>

#include <initializer_list>
#include <iterator>
#include <string_view>
#include <type_traits>

namespace vgen::json {

inline namespace VGEN_API {

template <class T, class... Shapes>
void write(Writer& out, const T& value, const Shapes&... shapes);

/// Writes an object. The constructor writes `{` and the destructor writes `}`.
class ObjectWriter : public ObjectBraces {
 public:
  explicit ObjectWriter(Writer& out) : ObjectBraces(out) {}

  /// Writes a member. An empty optional and an absent Patch are left out. The name is a literal
  /// without escapes. `shapes`: see `shapes.hpp`.
  template <class T, class... Shapes>
  void member(MemberKey name, const T& value, const Shapes&... shapes);

  /// Writes the members that are not declared. The writer fails if one of them has the name of a
  /// member that is, because readers would not agree on which one counts.
  template <class T, class... Shapes>
  void rest(const T& members, std::initializer_list<std::string_view> declared,
            const Shapes&... shapes);
};

}  // namespace VGEN_API

namespace detail {

void no_such_enumerator(Writer& out);
void nothing_owned(Writer& out);
void declared_twice(Writer& out, std::string_view name);

inline namespace VGEN_API {

template <class E>
constexpr std::string_view name_of_enumerator(E value) {
  constexpr auto& list = Enumerators<E>::list;
  const auto number = static_cast<std::size_t>(value);
  if (number < std::size(list) && list[number].value == value)
    return list[number].name;  // numbered from 0, as most are
  for (const auto& enumerator : list) {
    if (enumerator.value == value) return enumerator.name;
  }
  return {};
}

template <class E>
void write_enum(Writer& out, E value) {
  const std::string_view name = name_of_enumerator(value);
  if (name.data() == nullptr) return no_such_enumerator(out);
  out.string(name);
}

template <class T, class... Shapes>
void write_items(Writer& out, const T& value, const Shapes&... shapes) {
  ArrayWriter array(out);
  if constexpr (requires { requires std::is_same_v<typename T::value_type, bool>; }) {
    for (const bool item : value)
      write(array.item(), item);  // std::vector<bool> has no references to its items
  } else {
    for (const auto& item : value) write(array.item(), item, shapes...);
  }
}

template <class T, class... Shapes>
void write_map(Writer& out, const T& value, const Shapes&... shapes) {
  ObjectWriter object(out);
  for (const auto& [key, item] : value) {
    using Key = std::remove_cvref_t<decltype(key)>;
    if constexpr (std::is_enum_v<Key>) {
      const std::string_view name = name_of_enumerator(key);
      if (name.data() == nullptr) return no_such_enumerator(out);
      write(object.key(name), item, shapes...);
    } else if constexpr (is_integer<Key>) {
      // Beyond 2^53 either way: an unsigned key must not become a negative one.
      write(object.key(static_cast<std::uint64_t>(key) > INT64_MAX && !IntegerRange<Key>::is_signed
                           ? INT64_MAX
                           : static_cast<std::int64_t>(key)),
            item, shapes...);
    } else {
      write(object.key(key), item, shapes...);
    }
  }
}

}  // namespace VGEN_API
}  // namespace detail

inline namespace VGEN_API {

/// Writes a value. An empty optional outside of an object is `null`. `shapes`: see `shapes.hpp`.
template <class T, class... Shapes>
inline void write(Writer& out, const T& value, const Shapes&... shapes) {
  using detail::Kind;
  constexpr Kind kind = detail::kind_of<T>;
  if constexpr (kind == Kind::codec) {
    Codec<T>::write(out, value);
  } else if constexpr (kind == Kind::text) {
    out.string(value);
  } else if constexpr (std::is_same_v<T, bool>) {
    out.boolean(value);
  } else if constexpr (detail::is_integer<T>) {
    if constexpr ((detail::is_digits<Shapes> || ...)) {
      detail::write_digits(out, value);
    } else if constexpr (detail::IntegerRange<T>::is_signed) {
      out.integer(value);
    } else {
      out.unsigned_integer(value);
    }
  } else if constexpr (kind == Kind::enumeration) {
    detail::write_enum(out, value);
  } else if constexpr (kind == Kind::optional || kind == Kind::pointer) {
    if (value) {
      write(out, *value, shapes...);
    } else if constexpr (kind == Kind::optional) {
      out.null();
    } else {
      detail::nothing_owned(out);
    }
  } else if constexpr (std::is_floating_point_v<T>) {
    out.number(value);
  } else if constexpr (kind == Kind::time) {
    detail::write_ticks(out, detail::clockwork_of<T>(),
                        static_cast<std::int64_t>(value.time_since_epoch().count()));
  } else if constexpr (kind == Kind::map) {
    detail::write_map(out, value, shapes...);
  } else if constexpr (kind == Kind::sequence || kind == Kind::set || kind == Kind::fixed ||
                       kind == Kind::range) {
    detail::write_items(out, value, shapes...);
  } else if constexpr (kind > Kind::unknown) {
    static_assert(detail::HasForm<T, kind>, "include <vgen/json/types.hpp> to write this type");
    detail::Form<T, kind>::write(out, value, shapes...);
  } else {
    static_assert(kind == Kind::codec,
                  "this type cannot be written as JSON: it has no vgen::json::Codec");
  }
}

template <class T, class... Shapes>
inline void ObjectWriter::member(MemberKey name, const T& value, const Shapes&... shapes) {
  if constexpr (detail::kind_of<T> == detail::Kind::optional) {
    if (!value) return;
    write(literal_key(name), *value, shapes...);
  } else {
    if constexpr (detail::kind_of<T> == detail::Kind::patch) {
      if (value.is_absent()) return;
    }
    write(literal_key(name), value, shapes...);
  }
}

template <class T, class... Shapes>
void ObjectWriter::rest(const T& members, std::initializer_list<std::string_view> declared,
                        const Shapes&... shapes) {
  for (const auto& [name, value] : members) {
    Writer& out = key(name);
    for (const std::string_view taken : declared) {
      if (taken == name) detail::declared_twice(out, name);
    }
    write(out, value, shapes...);
  }
}

}  // namespace VGEN_API
}  // namespace vgen::json
