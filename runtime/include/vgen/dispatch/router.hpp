/// Finds the row of a request, with a table of the paths without parameters and a tree over the
/// segments of all paths.
#pragma once

#include <vgen/dispatch/http_row.hpp>
#include <vgen/dispatch/path_values.hpp>
#include <vgen/dispatch/segment_pattern.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

inline constexpr std::size_t method_count = static_cast<std::size_t>(Method::query) + 1;

/// The methods of a path.
class MethodSet {
 public:
  void add(Method method) noexcept { bits_ |= bit(method); }
  void add(MethodSet other) noexcept { bits_ |= other.bits_; }
  [[nodiscard]] bool has(Method method) const noexcept { return (bits_ & bit(method)) != 0; }
  [[nodiscard]] bool empty() const noexcept { return bits_ == 0; }
  /// For the `Allow` header: "GET, HEAD, OPTIONS". GET adds HEAD, and OPTIONS is always included.
  [[nodiscard]] std::string allow() const;

 private:
  static constexpr unsigned bit(Method method) noexcept {
    return 1U << static_cast<unsigned>(method);
  }
  unsigned bits_ = 0;
};

/// The result for a path and a method.
struct RouteMatch {
  const HttpRow* row = nullptr;  ///< Null if there is nothing for this method.
  PathValues path{};
  bool takes_rest = false;  ///< Whether the row's path ends with `{name...}`.
  MethodSet allowed{};  ///< If there is no row, the methods of the path; empty without such a path.
};

/// Immutable once made: several threads may search it. A search does not allocate.
///
/// Segments are compared decoded, so "/%74odos" is "/todos". A parameter is a segment that is not
/// empty, or a part of one. The path is split before it is decoded, so "%2F" stays inside the
/// value. For each segment, text is tried first, then segments with text and parameters (those with
/// more text first), then a parameter, then the rest of the path, which may be empty. If the
/// segments behind do not match or the path does not have the method, the next one is tried.
class Router {
 public:
  /// Throws `std::invalid_argument` if a path and method are repeated, if a path has more than 16
  /// parameters, or if something follows `{name...}`.
  explicit Router(std::span<const HttpRow> rows);

  /// `path` is still percent-encoded.
  [[nodiscard]] RouteMatch find(std::optional<Method> method, std::string_view path) const {
    RouteMatch match;
    find(method, path, match);
    return match;
  }
  /// The same, with a match that is reused: it is large, and copies would be a good part of the
  /// cost.
  void find(std::optional<Method> method, std::string_view path, RouteMatch& match) const;

 private:
  using Index = std::uint32_t;
  static constexpr Index none = 0;  // the root is never a child

  struct Child {
    std::string segment;  ///< Decoded.
    Index node;
  };
  struct MixedChild {
    SegmentPattern pattern;
    Index node;
  };
  struct Node {
    std::vector<Child> children{};
    std::vector<MixedChild> mixed{};  ///< In the order of trying.
    Index parameter = none;
    Index rest = none;
    std::array<const HttpRow*, method_count> rows{};  ///< One for each method.
  };
  /// A path without parameters. Most requests of most APIs have such a path.
  struct StaticPath {
    std::string_view path{};
    Index node = none;
  };
  struct Search;

  void insert(const HttpRow& row);
  Index child_of(Index node, std::string_view segment);
  Index text_child_of(Node& node, std::string_view segment);
  Index mixed_child_of(Node& node, std::string_view segment);
  bool walk(const Node& node, std::string_view rest, Search& search) const;
  bool walk_mixed(const Node& node, std::string_view segment, std::string_view rest,
                  Search& search) const;
  bool take_rest(const Node& node, std::string_view path, Search& search) const;
  static bool arrive(const Node& node, Search& search);
  static const Child* find_child(const Node& node, std::string_view segment);
  void build_table(std::span<const HttpRow> rows);
  [[nodiscard]] const HttpRow* find_static(Method method, std::string_view path) const noexcept;
  /// Finds the row of a path with parameters, or the methods that the path allows.
  void find_in_tree(std::optional<Method> method, std::string_view path, RouteMatch& match) const;

  std::vector<Node> nodes_;
  /// By hash; the size is a power of two. A path is at the first free place from its own on.
  std::vector<StaticPath> static_paths_;
};

/// The method of that name, as in routes; HEAD counts as GET. None if routes do not have it.
[[nodiscard]] std::optional<Method> method_of(std::string_view name) noexcept;

}  // namespace vgen
