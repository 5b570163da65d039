/// Reads the input of a function from an HTTP request. Generated readers call this.
#pragma once

#include <vgen/dispatch/api_definition.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/input_source.hpp>
#include <vgen/dispatch/router.hpp>
#include <vgen/json/read.hpp>
#include <vgen/json/text_value.hpp>

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace vgen {

namespace detail {

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

}  // namespace detail

/// Whether a request has a body, or names a media type, that is not JSON.
[[nodiscard]] bool has_foreign_body(const Request& request) noexcept;

/// The input of one HTTP request. Every fault of every place goes to the call's list. A value with
/// a fault is unspecified, so the function runs only if there is no fault. An absent value does not
/// change the member, which keeps its default.
class HttpInput {
 public:
  HttpInput(HostedCall& call, const PathValues& path, const ApiDefinition& definition)
      : call_(call), path_(path), definition_(definition) {}

  /// Reads a parameter of the path.
  template <class T, class... Rules>
  void path(const json::MemberName& member, T& value, const Rules&... rules) {
    parameter(Place::path, member.name, member, value, rules...);
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
    const std::optional<std::string_view> text = body_text();
    if (!text) return;
    json::Reader reader(*text, call_.faults, definition_.limits, Place::body, definition_.leniency);
    read(reader, value);
    outcome_ = reader.finish() ? ReadOutcome::good : ReadOutcome::malformed;
  }

  /// Refuses a body that was not read, if it is not JSON. Browsers send other media types for pages
  /// of any origin, without asking the server.
  void expect_no_foreign_body() {
    if (!reads_body_ && has_foreign_body(call_.request())) outcome_ = ReadOutcome::wrong_media_type;
  }

  [[nodiscard]] ReadOutcome outcome() const noexcept { return outcome_; }

 private:
  /// Goes through the values of one name in one place.
  struct Values {
    std::string_view query{};  ///< The part that is not read yet.
    std::size_t header = 0;    ///< The index of the next header.
    bool done = false;         ///< For places with at most one value.
  };

  /// A list, which may be spread over several values.
  struct Items {
    Values values{};
    std::string_view rest{};  ///< The rest of the value that is being split; null data if none.
    std::size_t count = 0;    ///< The number of items so far.
    bool found = false;
    std::vector<std::string> seen{};  ///< Only if items must be unique.
  };

  template <class T, class... Rules>
  void parameter(Place place, std::string_view name, const json::MemberName& member, T& value,
                 const Rules&... rules) {
    if constexpr (detail::is_list<T>) {
      list(place, name, member, value, rules...);
    } else if constexpr (detail::is_optional_list<T>) {
      if (has(place, name)) list(place, name, member, value.emplace(), rules...);
    } else {
      const std::optional<std::string_view> text = single(place, name, member);
      if (!text) return;
      json::TextContext site(call_.faults, place, call_.pointer);
      json::read_text(*text, value, site, rules...);
    }
  }

  template <class T, class... Rules>
  void list(Place place, std::string_view name, const json::MemberName& member, T& value,
            const json::ArrayRule& rule, const Rules&... rules) {
    Items items{.values = values()};
    std::string_view text;
    while (next_item(place, name, member, items, text)) {
      if (rule.unique) items.seen.emplace_back(text);
      json::TextContext site(call_.faults, place, call_.pointer);
      if (!add_item(text, value, site, items.count - 1, rules...)) return;
    }
    if (items.found) {
      finish_list(place, member, items, rule_for(value, rule));
    } else {
      absent(place, member);
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

  [[nodiscard]] Values values() const { return {.query = call_.request().query}; }
  /// The next value of this name as sent.
  std::optional<std::string_view> next_value(Place place, std::string_view name,
                                             Values& values) const;
  /// Whether the request has a value of this name there.
  [[nodiscard]] bool has(Place place, std::string_view name) const;
  /// The single value, decoded. None if it is absent, given twice or cannot be decoded; the last
  /// two are reported. Sets the pointer of the member.
  std::optional<std::string_view> single(Place place, std::string_view name,
                                         const json::MemberName& member);
  /// The next item of a list, decoded. Sets its pointer.
  bool next_item(Place place, std::string_view name, const json::MemberName& member, Items& items,
                 std::string_view& text);
  void finish_list(Place place, const json::MemberName& member, const Items& items,
                   const json::ArrayRule& rule);
  void absent(Place place, const json::MemberName& member);
  std::optional<std::string_view> decode(Place place, std::string_view raw);
  void point_at(const json::MemberName& member);
  void fault(Place place, std::string_view code, std::string message);
  std::optional<std::string_view> body_text();

  HostedCall& call_;
  const PathValues& path_;
  const ApiDefinition& definition_;
  ReadOutcome outcome_ = ReadOutcome::good;
  bool reads_body_ = false;
};

}  // namespace vgen
