#pragma once
// Members beside the declared ones.
#include <vgen/api.hpp>
#include <vgen/types.hpp>

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace rest {
struct Services;

/// @minimum 1 @maximum 5
using Grade = int;
struct Named {
  std::string name;
  std::map<std::string, nlohmann::json> rest;  ///< @additionalProperties
};
struct Graded {
  Grade best = 5;
  std::optional<std::string> note{};
  std::map<std::string, Grade> grades = {};  ///< @additionalProperties
};
struct Only {
  std::unordered_map<std::string, std::vector<std::string>> lists;  ///< @additionalProperties
};
struct Derived : Graded {
  bool done{};
};
struct Tree {
  std::string name;
  std::map<std::string, vgen::Nullable<Only>> branches;  ///< @additionalProperties
};
/// @wire string
using Digits = std::int64_t;
struct Mixed {
  int known{};
  std::map<std::string, std::variant<Digits, bool, std::vector<int>>>
      rest;  ///< @additionalProperties
};
struct Shut {
  bool shut{};
};
/// @discriminator kind
using Choice = std::variant<Named, Graded, Shut>;
/// @untagged
using Open = std::variant<Derived, Shut>;

vgen::APIFunctionSessionless<Named, Named, Services> f0;
vgen::APIFunctionSessionless<Graded, Graded, Services> f1;
vgen::APIFunctionSessionless<Only, Only, Services> f2;
vgen::APIFunctionSessionless<Derived, Derived, Services> f3;
vgen::APIFunctionSessionless<Tree, Tree, Services> f4;
vgen::APIFunctionSessionless<Mixed, Mixed, Services> f5;
vgen::APIFunctionSessionless<Choice, Choice, Services> f6;
vgen::APIFunctionSessionless<Open, Open, Services> f7;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/f0", .func = f0},
    {.method = vgen::Method::post, .path = "/f1", .func = f1},
    {.method = vgen::Method::post, .path = "/f2", .func = f2},
    {.method = vgen::Method::post, .path = "/f3", .func = f3},
    {.method = vgen::Method::post, .path = "/f4", .func = f4},
    {.method = vgen::Method::post, .path = "/f5", .func = f5},
    {.method = vgen::Method::post, .path = "/f6", .func = f6},
    {.method = vgen::Method::post, .path = "/f7", .func = f7},
};
}  // namespace rest
