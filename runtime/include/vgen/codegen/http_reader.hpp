/// Reads the input of a function from an HTTP request. Generated readers call this.
#pragma once

#include <vgen/dispatch/http_input.hpp>
#include <vgen/json/read.hpp>
#include <vgen/json/text_value.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace vgen::codegen {

namespace detail {
inline namespace VGEN_API {

/// The containers that are read from a list of texts.
template <class T>
inline constexpr bool is_list = json::detail::kind_of<T> == json::detail::Kind::sequence ||
                                json::detail::kind_of<T> == json::detail::Kind::set ||
                                json::detail::kind_of<T> == json::detail::Kind::fixed;
template <class T>
inline constexpr bool is_optional_list = false;
template <class T>
  requires(json::detail::kind_of<T> == json::detail::Kind::optional)
inline constexpr bool is_optional_list<T> = is_list<typename T::value_type>;

template <class T>
struct ItemOf {
  using type = typename T::value_type;
};
template <class T, std::size_t Size>
struct ItemOf<T[Size]> {
  using type = T;
};

}  // namespace VGEN_API
}  // namespace detail

inline namespace VGEN_API {

/// Reads the members of an input from an HTTP request. Every fault of every place goes to the
/// call's list. A value with a fault is unspecified, so the function runs only if there is no
/// fault. An absent value does not change the member, which keeps its default.
class HttpReader {
 public:
  explicit HttpReader(HttpInput& in) : in_(in) {}

  /// Reads a parameter of the path.
  template <class T, class... Rules>
  void path(const json::MemberName& member, T& value, const Rules&... rules) {
    parameter(Place::path, member.name, member, value, rules...);
  }
  /// Reads a member from the parameter of this name in the path.
  template <class T, class... Rules>
  void path(std::string_view name, const json::MemberName& member, T& value,
            const Rules&... rules) {
    parameter(Place::path, name, member, value, rules...);
  }

  /// Reads a parameter of the query. Lists accept `?tag=a&tag=b` and `?tag=a,b`.
  template <class T, class... Rules>
  void query(const json::MemberName& member, T& value, const Rules&... rules) {
    parameter(Place::query, member.name, member, value, rules...);
  }

  /// Reads a member from the header of this name. Lists accept several fields and `a, b`.
  template <class T, class... Rules>
  void header(std::string_view name, const json::MemberName& member, T& value,
              const Rules&... rules) {
    parameter(Place::header, name, member, value, rules...);
  }

  /// Reads a member from the cookie of this name.
  template <class T, class... Rules>
  void cookie(std::string_view name, const json::MemberName& member, T& value,
              const Rules&... rules) {
    parameter(Place::cookie, name, member, value, rules...);
  }

  /// Reads the body as JSON: `read(reader, value)`. An empty body without Content-Type counts as
  /// `{}`.
  template <class T, class Read>
  void body(T& value, Read&& read) {
    const std::optional<std::string_view> text = in_.body_text();
    if (!text) return;
    json::Reader reader = in_.body_reader(*text);
    read(reader, value);
    in_.body_was_read(reader.finish());
  }

 private:
  template <class T, class... Rules>
  void parameter(Place place, std::string_view name, const json::MemberName& member, T& value,
                 const Rules&... rules) {
    if constexpr (detail::is_list<T>) {
      list(place, name, member, value, rules...);
    } else if constexpr (detail::is_optional_list<T>) {
      if (in_.has(place, name))
        list(place, name, member, json::detail::emplace_value(value), rules...);
    } else {
      const std::optional<std::string_view> text = in_.single(place, name, member);
      if (!text) return;
      json::TextContext site = in_.site(place);
      json::read_text(*text, value, site, rules...);
    }
  }

  template <class T, class... Rules>
  void list(Place place, std::string_view name, const json::MemberName& member, T& value,
            const json::ArrayRule& rule, const Rules&... rules) {
    HttpInput::Items items{.values = in_.values()};
    std::string_view text;
    while (in_.next_item(place, name, member, items, text)) {
      if (rule.unique) items.seen.emplace_back(text);
      json::TextContext site = in_.site(place);
      if (!add_item(text, value, site, items.count - 1, rules...)) return;
    }
    if (items.found) {
      in_.finish_list(place, member, items, rule_for(value, rule));
    } else {
      in_.absent(place, member);
    }
  }

  template <class T, class... Rules>
  void list(Place place, std::string_view name, const json::MemberName& member, T& value,
            const Rules&... rules) {
    list(place, name, member, value, json::ArrayRule{}, rules...);
  }

  /// Returns false if the list must not become longer.
  template <class T, class... Rules>
  static bool add_item(std::string_view text, T& value, json::TextContext& site, std::size_t index,
                       const Rules&... rules) {
    using json::detail::Kind;
    constexpr Kind kind = json::detail::kind_of<T>;
    typename detail::ItemOf<T>::type item{};
    if constexpr (kind != Kind::fixed) {
      if (index == 0) value.clear();  // it held the default
    }
    if (!json::read_text(text, item, site, rules...)) return true;
    if constexpr (kind == Kind::sequence) {
      value.push_back(std::move(item));
    } else if constexpr (kind == Kind::set) {
      const auto [entry, inserted] = value.insert(std::move(item));
      if (inserted && json::detail::crowded(value, *entry)) {
        site.fault("size", {}, "has too many items with the same hash");
        return false;
      }
    } else {
      if (index < std::size(value)) value[index] = std::move(item);
    }
    return true;
  }

  /// The limit on the number of items that the container itself adds to the rule.
  template <class T>
  static json::ArrayRule rule_for(const T& value, json::ArrayRule rule) {
    using json::detail::Kind;
    if constexpr (json::detail::kind_of<T> == Kind::fixed)
      rule.min_items = rule.max_items = std::size(value);
    return rule;
  }

  HttpInput& in_;
};

}  // namespace VGEN_API
}  // namespace vgen::codegen
