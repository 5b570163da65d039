/// Reads the input of a function from an HTTP request. Generated readers call this.
#pragma once

#include <vgen/dispatch/http_input.hpp>
#include <vgen/file.hpp>
#include <vgen/json/read.hpp>
#include <vgen/json/text_value.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

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

  /// Reads a member whose value is the JSON body. If the member may be left out, so may the body.
  template <class T, class... Rules>
  void body_member(const json::MemberName& member, T& value, const Rules&... rules) {
    const bool may_be_absent = member.presence == json::Presence::optional;
    const std::optional<std::string_view> text = in_.body_text(may_be_absent);
    if (!text) return;
    json::Reader reader = in_.body_reader(*text);
    json::read(reader, value, rules...);
    in_.body_was_read(reader.finish());
  }

  /// Reads the body, which is a text or bytes, as the whole input.
  template <class T, class... Rules>
  void media_body(T& value, const Rules&... rules) {
    media(value, false, rules...);
  }

  /// Reads a member that is the body, a text or bytes. If the member may be left out, so may the
  /// body.
  template <class T, class... Rules>
  void media_member(const json::MemberName& member, T& value, const Rules&... rules) {
    media(value, member.presence == json::Presence::optional, rules...);
  }

  // A body that is a form.

  /// Whether the parts of `multipart/form-data` can be read. If not, that is a fault.
  bool multipart() { return in_.begin_multipart(); }
  /// Whether the body is `application/x-www-form-urlencoded`, so that its members are parts.
  bool form() { return in_.begin_form(); }

  /// Reads a member from the text of a part. A list has one part for each item.
  template <class T, class... Rules>
  void part(const json::MemberName& member, T& value, const Rules&... rules) {
    in_.ask(member.name);
    if (in_.has_members()) parameter(Place::body, member.name, member, value, rules...);
  }

  /// Reads a member from a part that is JSON.
  template <class T, class... Rules>
  void json_part(const json::MemberName& member, T& value, const Rules&... rules) {
    in_.ask(member.name);
    const std::optional<std::string_view> text = in_.single(Place::body, member.name, member);
    if (!text) return;
    json::Reader reader = in_.part_reader(*text);
    json::read(reader, value, rules...);
    if (!reader.finish()) in_.body_was_read(false);
  }

  /// Reads files: one, an optional one, or a list. A rule of strings limits their bytes.
  void file(const json::MemberName& member, File& value, const json::StringRule& rule = {}) {
    const File* const file = in_.single_file(member);
    if (file != nullptr && in_.check_size(*file, rule)) value = *file;
  }
  void file(const json::MemberName& member, std::optional<File>& value,
            const json::StringRule& rule = {}) {
    const File* const file = in_.single_file(member);
    if (file != nullptr && in_.check_size(*file, rule)) value = *file;
  }
  void file(const json::MemberName& member, std::vector<File>& value,
            const json::ArrayRule& rule = {}, const json::StringRule& each = {}) {
    std::size_t next = 0;
    HttpInput::Items items{};
    while (const File* const file = in_.next_file(member, next, items.count)) {
      if (items.count++ == 0) value.clear();  // it held the default
      if (in_.check_size(*file, each)) value.push_back(*file);
    }
    if (items.count != 0 || member.presence == json::Presence::required)
      in_.finish_list(Place::body, member, items, rule);
  }
  void file(const json::MemberName& member, std::vector<File>& value,
            const json::StringRule& each) {
    file(member, value, json::ArrayRule{}, each);
  }

  /// Refuses a part that is read from another place.
  void no_part(std::string_view name) { in_.refuse_part(name); }

 private:
  template <class T, class... Rules>
  void media(T& value, bool may_be_absent, const Rules&... rules) {
    using json::detail::Kind;
    constexpr Kind kind = json::detail::kind_of<T>;
    if constexpr (kind == Kind::optional) {
      typename T::value_type present{};
      if (put_media(present, may_be_absent, rules...)) value = std::move(present);
    } else {
      put_media(value, may_be_absent, rules...);
    }
  }

  /// Returns false if the body is absent or is not of a right media type.
  template <class T, class... Rules>
  bool put_media(T& value, bool may_be_absent, const Rules&... rules) {
    constexpr bool is_text = json::detail::kind_of<T> == json::detail::Kind::text;
    const std::optional<std::string_view> bytes = in_.media(may_be_absent, is_text);
    if (!bytes) return false;
    if constexpr (is_text) {
      json::TextContext site = in_.site(Place::body);
      json::read_text(*bytes, value, site, rules...);
    } else {
      const auto* const begin = reinterpret_cast<const std::byte*>(bytes->data());
      value.assign(begin, begin + bytes->size());
    }
    return true;
  }

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
    HttpInput::Items items{.values = in_.values(place)};
    std::string_view text;
    while (in_.next_item(place, name, member, items, text)) {
      if (rule.unique) items.seen.emplace_back(text);
      json::TextContext site = in_.site(place);
      if (!add_item(text, value, site, items.count - 1, rules...)) return;
    }
    // A form has no part for an empty list.
    if (items.found || (place == Place::body && member.presence == json::Presence::required)) {
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
