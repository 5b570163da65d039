#pragma once

#include <vgen/api.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace types {

struct Services;

/// A short name of letters, digits and `-`; not "" or 'x y'.
/// @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
/// @maxLength 30
/// @example spring-sale
using Slug = std::string;

/// A share of the whole: {0..1}; also #1 @ home.
/// @minimum 0 @maximum 1
using Share = double;

/// How it looks.
enum class Shape {
  circle,
  square,   ///< Four sides. @rename rectangle
  triangle  ///< Three sides.
};

/// What every thing has.
struct Base {
  std::int32_t number{};  ///< @minimum -5 @exclusiveMaximum 100 @multipleOf 5
};

/// A tree of names.
struct Node {
  std::string name;
  std::vector<Node> children = {};
};

/// Two of a kind.
template <class First, class Second>
struct Two {
  First first;
  Second second;
};

/// Everything that crosses the wire.
/// @title All types
struct Everything : Base {
  /// Nested in another.
  struct Inner {
    bool yes{};
  };

  bool boolean{};
  std::int8_t tiny{};
  std::uint8_t byte{};
  std::int16_t small{};
  std::uint16_t port{};
  std::uint32_t natural{};
  std::int64_t large{};
  std::uint64_t larger{};
  float ratio{};
  double exact{};
  std::string text;                                        ///< @minLength 1 @maxLength 3
  std::string mail;                                        ///< @format email
  Slug slug;                                               ///< Its own words.
  Share share = 0.25;
  Shape shape{};
  std::optional<std::string> maybe{};                      ///< @deprecated Use text instead.
  std::optional<Slug> maybe_slug{};
  std::vector<Slug> slugs = {"a", "b"};                    ///< @minItems 1 @maxItems 4 @uniqueItems
  std::list<int> list = {1, 2};
  std::deque<std::optional<int>::value_type> deque = {};
  std::array<int, 3> three{};
  double pair[2]{};
  std::set<std::string> words = {};
  std::map<std::string, Inner> inners = {};                ///< @maxProperties 3
  std::unordered_map<std::string, std::vector<Share>> shares = {};
  std::chrono::system_clock::time_point when{};
  std::optional<std::chrono::sys_time<std::chrono::milliseconds>> then{};
  Inner inner{};
  Node root{};
  Two<Slug, std::vector<Inner>> two{};
  Two<int, Shape> other_two{};
  bool flag = true;
  int negative = -1;
  std::string greeting = "say \"hi\"\n\\o/";
  Shape preferred = Shape::triangle;
};

/// The same again. @deprecated It is not used any more.
vgen::APIFunctionSessionless<Everything, Everything, Services> echo;

inline constexpr vgen::HttpRoute route{.method = vgen::Method::post, .path = "/echo", .func = echo, .tags = {"types"}};

}  // namespace types
