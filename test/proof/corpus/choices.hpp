#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>
#include <vgen/api.hpp>
#include <vgen/types.hpp>

/// Choices of every kind, and recursive types.
namespace choices {
struct Services;
/// A short name. @maxLength 10 @pattern ^[a-z]+$
using Slug = std::string;
struct Card {
  std::string number;
  Slug owner;
};
struct Transfer {
  std::string iban;
  bool instant = false;
};
/// How to pay. @discriminator method
using Payment = std::variant<Card, Transfer>;
struct Circle {
  double radius{};
};
struct Square {
  double side{};
  std::optional<std::string> note{};
};
/// @untagged
using Shape = std::variant<Circle, Square>;
struct Nested {
  Shape inner;
  std::vector<Shape> shapes = {};
};
struct Flat {
  std::vector<int> inner;
};
/// Distinguished by the kind of a member. @untagged
using Depth = std::variant<Nested, Flat>;
struct Sum;
struct Literal {
  double value{};
};
using Expression = std::variant<Literal, vgen::Box<Sum>>;
/// @rename plus
struct Sum {
  Expression left;
  Expression right;
};
struct Tree {
  std::string name;
  std::vector<Tree> children = {};
  std::optional<std::unique_ptr<Tree>> next{};
};
struct Chain {
  vgen::Nullable<vgen::Box<Chain>> rest;
  std::map<std::string, Chain> named = {};
};
struct Empty {};
struct Base {
  int base_number{};
  std::string base_text = "text";
};
struct Middle : Base {
  std::optional<int> middle_number{};
};
struct Derived : Middle {
  std::string own;
};
/// @discriminator x-of
using Empties = std::variant<Empty, Base, Derived>;
template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next{};
};
struct Mixed {
  std::variant<std::monostate, bool, int, std::string, std::vector<int>, Card> mixed;
  std::variant<Circle, Square> figure;  ///< @discriminator kind
  std::vector<std::variant<int, Slug>> parts;
  std::tuple<Slug, int, std::variant<bool, double>> triple;
  std::pair<double, double> place;
  vgen::Nullable<std::variant<int, Circle>> maybe;
  vgen::Patch<Payment> patch{};
  std::optional<Shape> shape{};
  std::map<std::string, std::variant<std::monostate, Payment>> table = {};
};
struct OddNames {
  int plain{};
  int slash{};                  ///< @rename a/b~c%25
  int quote{};                  ///< @rename "q"
  int dollar{};                 ///< @rename $ref
  int length{};                 ///< @rename length
  int proto{};                  ///< @rename constructor
  int word = 1;                 ///< @rename class
  std::optional<int> digits{};  ///< @rename 0
  std::optional<int> smile{};   ///< @rename 😀
};
vgen::APIFunctionSessionless<Payment, Payment, Services> f0;
vgen::APIFunctionSessionless<Depth, Depth, Services> f1;
vgen::APIFunctionSessionless<Expression, Expression, Services> f2;
vgen::APIFunctionSessionless<Tree, Tree, Services> f3;
vgen::APIFunctionSessionless<Mixed, Mixed, Services> f4;
vgen::APIFunctionSessionless<Page<Page<Derived>>, Page<Page<Derived>>, Services> f5;
vgen::APIFunctionSessionless<Chain, Chain, Services> f6;
vgen::APIFunctionSessionless<Empties, Empties, Services> f7;
vgen::APIFunctionSessionless<OddNames, OddNames, Services> f8;
inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/f0", .func = f0},
    {.method = vgen::Method::post, .path = "/f1", .func = f1},
    {.method = vgen::Method::post, .path = "/f2", .func = f2},
    {.method = vgen::Method::post, .path = "/f3", .func = f3},
    {.method = vgen::Method::post, .path = "/f4", .func = f4},
    {.method = vgen::Method::post, .path = "/f5", .func = f5},
    {.method = vgen::Method::post, .path = "/f6", .func = f6},
    {.method = vgen::Method::post, .path = "/f7", .func = f7},
    {.method = vgen::Method::post, .path = "/f8", .func = f8},
};
}  // namespace choices
