#include "test/unit/analysis/declared.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

namespace vgen::tool::test {
namespace {

using Messages = std::vector<std::string>;

/// Of each struct: `i` if an input holds it, `o` if an output does, `2` if its shapes differ.
std::map<std::string, std::string> usage(const Analysed& result) {
  CAPTURE(result.messages);
  REQUIRE(result.api);
  std::map<std::string, std::string> marks;
  for (const model::Struct& type : result.api->structs) {
    marks[type.name] = std::string(type.used_in_input ? "i" : "") +
                       (type.used_in_output ? "o" : "") + (type.shapes_differ ? "2" : "");
  }
  return marks;
}

TEST_CASE("mark_usage: structs are reached through members, containers and circles", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::In", {field("a", library("std::vector", {own("shop::Item")}))})
      .add_struct("shop::Item", {field("b", library("std::optional", {own("shop::Both")}))})
      .add_struct("shop::Both", {field("c", builtin("int"))})
      .add_struct("shop::Out", {field("d", own("shop::Both")),
                                field("e", library("std::vector", {own("shop::Out")}))})
      .add_function("shop::put", own("shop::In"), own("shop::Out"))
      .add_routes({route("post", "/in", "shop::put")});
  CHECK(
      usage(analyse(builder.api)) ==
      std::map<std::string, std::string>{{"In", "i"}, {"Item", "i"}, {"Both", "io"}, {"Out", "o"}});
}

TEST_CASE("mark_usage: a default below makes the shapes of what holds it differ", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::In", {field("a", library("std::vector", {own("shop::Item")}))})
      .add_struct("shop::Item", {field_with_default("b", builtin("int"), integer(1))})
      .add_struct("shop::Plain", {field("c", builtin("int"))})
      .add_function("shop::put", own("shop::In"), own("shop::Plain"))
      .add_routes({route("post", "/in", "shop::put")});
  CHECK(usage(analyse(builder.api)) ==
        std::map<std::string, std::string>{{"In", "i2"}, {"Item", "i2"}, {"Plain", "o"}});
}

TEST_CASE("mark_usage: an input holds no view", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::In", {field("a", own("shop::Item"))})
      .add_struct("shop::Item",
                  {field("b", library("std::vector", {library("std::span", {text()})}))})
      .add_function("shop::put", own("shop::In"), builtin("void"))
      .add_routes({route("post", "/in", "shop::put")});
  CHECK(analyse(builder.api).messages ==
        Messages{"VG1013 'std::vector<std::span<std::string>>' in an input would refer to memory "
                 "that no longer exists"});
}

}  // namespace
}  // namespace vgen::tool::test
