/// Finding the row of a request: a table of the paths without parameters, a tree over the
/// segments of all.
#pragma once

#include <vgen/dispatch/http_row.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// A parameter of a path: its name in the template, its value as sent (still percent-encoded).
/// Views of the API and of the request.
struct PathValue {
  std::string_view name{};
  std::string_view value{};

  bool operator==(const PathValue&) const = default;
};

/// The parameters of one path, in order.
class PathValues {
 public:
  static constexpr std::size_t capacity = 16;

  /// Empty if there is none of this name.
  [[nodiscard]] std::string_view find(std::string_view name) const noexcept;
  [[nodiscard]] std::span<const PathValue> list() const noexcept {
    return {values_.data(), count_};
  }
  void push(std::string_view value) noexcept { values_[count_++].value = value; }
  void pop() noexcept { --count_; }
  void clear() noexcept { count_ = 0; }
  /// Takes the names from the row's template.
  void name_after(std::string_view path) noexcept;

 private:
  std::array<PathValue, capacity> values_;
  std::size_t count_ = 0;
};

/// The methods of a path.
class MethodSet {
 public:
  void add(Method method) noexcept { bits_ |= bit(method); }
  void add(MethodSet other) noexcept { bits_ |= other.bits_; }
  [[nodiscard]] bool has(Method method) const noexcept { return (bits_ & bit(method)) != 0; }
  [[nodiscard]] bool empty() const noexcept { return bits_ == 0; }
  /// For the `Allow` header; HEAD comes with GET, OPTIONS is always there: "GET, HEAD, OPTIONS".
  [[nodiscard]] std::string allow() const;

 private:
  static constexpr unsigned bit(Method method) noexcept {
    return 1U << static_cast<unsigned>(method);
  }
  unsigned bits_ = 0;
};

/// What was found for a path and a method.
struct RouteMatch {
  const HttpRow* row = nullptr;  ///< Null: nothing for this method.
  PathValues path{};
  MethodSet allowed{};  ///< If there is no row: what the path has. Empty: there is no such path.
};

/// Immutable once made: any number of threads may search it. Looking up costs no allocation.
///
/// Segments are compared decoded, so "/%74odos" is "/todos". A parameter takes one whole segment
/// that is not empty; it is split off before it is decoded, so "%2F" stays inside of its value.
/// What is static goes before parameters, for each method by itself.
class Router {
 public:
  /// Throws `std::invalid_argument` for a path twice with the same method, or with more than 16
  /// parameters.
  explicit Router(std::span<const HttpRow> rows);

  /// `path` is still percent-encoded.
  [[nodiscard]] RouteMatch find(std::optional<Method> method, std::string_view path) const {
    RouteMatch match;
    find(method, path, match);
    return match;
  }
  /// The same into a match that is used again and again: it is large, and copies would be a good
  /// part of what a lookup costs.
  void find(std::optional<Method> method, std::string_view path, RouteMatch& match) const;

 private:
  using Index = std::uint32_t;
  static constexpr Index none = 0;  // the root is nobody's child

  struct Child {
    std::string_view segment;
    Index node;
  };
  struct Node {
    std::vector<Child> children{};
    Index parameter = none;
    std::array<const HttpRow*, 5> rows{};
  };
  /// A path without parameters. Most requests of most APIs are for one of these.
  struct StaticPath {
    std::string_view path{};
    Index node = none;
  };
  struct Search;

  void insert(const HttpRow& row);
  Index child_of(Index node, std::string_view segment);
  bool walk(const Node& node, std::string_view rest, Search& search) const;
  static bool arrive(const Node& node, Search& search);
  static const Child* find_child(const Node& node, std::string_view segment);
  void build_table(std::span<const HttpRow> rows);
  [[nodiscard]] const HttpRow* find_static(Method method, std::string_view path) const noexcept;

  std::vector<Node> nodes_;
  /// By hash, a power of two of them; a path is at the first free place from its own on.
  std::vector<StaticPath> static_paths_;
};

/// The method of that name as routes have it; HEAD counts as GET. None: routes have no such method.
[[nodiscard]] std::optional<Method> method_of(std::string_view name) noexcept;

}  // namespace vgen
