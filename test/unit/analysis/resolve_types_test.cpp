#include "test/unit/analysis/declared.hpp"

#include <catch2/catch.hpp>

namespace vgen::tool::test {
namespace {

using frontend::DeclaredType;
using Messages = std::vector<std::string>;

/// The types of a struct's members, which a function takes.
Analysed analyse_members(std::vector<frontend::DeclaredField> fields) {
  ApiBuilder builder;
  builder.add_struct("shop::In", std::move(fields))
      .add_function("shop::put", own("shop::In"), builtin("void"));
  return analyse(builder.add_routes({route("post", "/in", "shop::put")}).api);
}

TEST_CASE("types: scalars, and equal types once", "[analysis]") {
  const Analysed result =
      analyse_members({field("a", builtin("bool")), field("b", builtin("unsigned char")),
                       field("c", builtin("long")), field("d", builtin("float")),
                       field("e", text()), field("f", text())});
  REQUIRE(result.api);
  const std::vector<model::Type> expected = {{model::Boolean{}, "bool"},
                                             {model::Integer{8, false}, "unsigned char"},
                                             {model::Integer{64, true}, "long"},
                                             {model::Float{32}, "float"},
                                             {model::String{false}, "std::string"},
                                             {model::StructReference{0}, "shop::In"}};
  CHECK(result.api->types == expected);
  CHECK(result.api->structs[0].fields[5].type == 4);
}

TEST_CASE("types: containers", "[analysis]") {
  DeclaredType fixed = library("std::array", {builtin("int"), builtin("int")});
  fixed.arguments[1] = {.kind = DeclaredType::Kind::integral,
                        .name = {},
                        .arguments = {},
                        .size = 3,
                        .spelling = "3",
                        .cpp = "3"};
  const Analysed result =
      analyse_members({field("a", library("std::vector", {builtin("int")})), field("b", fixed),
                       field("c", library("std::set", {text()})),
                       field("d", library("std::map", {text(), builtin("int")})),
                       field("e", library("std::optional", {builtin("int")}))});
  REQUIRE(result.api);
  const std::vector<model::Type> expected = {{model::Integer{32, true}, "int"},
                                             {model::List{0, false, {}}, "std::vector<int>"},
                                             {model::List{0, false, 3}, "std::array<int, int>"},
                                             {model::String{false}, "std::string"},
                                             {model::List{3, true, {}}, "std::set<std::string>"},
                                             {model::Map{3, 0}, "std::map<std::string, int>"},
                                             {model::Optional{0}, "std::optional<int>"},
                                             {model::StructReference{0}, "shop::In"}};
  CHECK(result.api->types == expected);
  CHECK(result.api->structs[0].fields[4].optional);
}

TEST_CASE("types: a struct may hold a list of itself", "[analysis]") {
  const Analysed result =
      analyse_members({field("children", library("std::vector", {own("shop::In")}))});
  REQUIRE(result.api);
  CHECK(result.api->structs.size() == 1);
}

TEST_CASE("types: the members of bases come first", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::Base", {field("id", builtin("int"))})
      .add_struct("shop::In", {field("name", text())});
  builder.api.records.at("shop::In").bases = {own("shop::Base")};
  builder.add_function("shop::put", own("shop::In"), builtin("void"))
      .add_routes({route("post", "/in", "shop::put")});
  const Analysed result = analyse(builder.api);
  REQUIRE(result.api);
  REQUIRE(result.api->structs.size() == 1);
  CHECK(result.api->structs[0].fields[0].name == "id");
  CHECK(result.api->structs[0].fields[1].name == "name");
}

TEST_CASE("types: a documented alias is a name of its own, another is seen through", "[analysis]") {
  ApiBuilder builder;
  builder.add_alias("shop::Id", builtin("int"), "A number. @minimum 1")
      .add_alias("shop::Plain", builtin("int"), "");
  builder.add_struct("shop::In", {field("id", alias("shop::Id", builtin("int"))),
                                  field("plain", alias("shop::Plain", builtin("int")))});
  builder.add_function("shop::put", own("shop::In"), builtin("void"))
      .add_routes({route("post", "/in", "shop::put")});
  const Analysed result = analyse(builder.api);
  REQUIRE(result.api);
  model::Alias expected{.name = "Id",
                        .cpp = "shop::Id",
                        .cpp_namespace = "shop",
                        .type = 0,
                        .constraints = {},
                        .documentation = {},
                        .location = at(1)};
  expected.constraints.minimum = "1";
  expected.documentation.summary = "A number.";
  CHECK(result.api->aliases == std::vector<model::Alias>{expected});
  CHECK(result.api->structs[0].fields[0].type == 1);
  CHECK(result.api->structs[0].fields[1].type == 0);
}

TEST_CASE("types: tags on an alias of an optional would be lost", "[analysis]") {
  ApiBuilder builder;
  const DeclaredType target = library("std::optional", {builtin("int")});
  builder.add_alias("shop::Maybe", target, "@minimum 1")
      .add_struct("shop::In", {field("a", alias("shop::Maybe", target))});
  builder.add_function("shop::put", own("shop::In"), builtin("void"))
      .add_routes({route("post", "/in", "shop::put")});
  CHECK(analyse(builder.api).messages ==
        Messages{
            "VG2003 '@minimum' cannot be used on 'shop::Maybe', an alias of 'std::optional<int>'"});
}

TEST_CASE(
    "types: an alias of a list of structs is a name of its own, one of a struct is seen through",
    "[analysis]") {
  const DeclaredType list = library("std::vector", {own("shop::Item")});
  ApiBuilder builder;
  builder.add_struct("shop::Item", {})
      .add_alias("shop::Items", list, "Many.")
      .add_alias("shop::Thing", own("shop::Item"), "One.");
  builder.add_struct("shop::In", {field("items", alias("shop::Items", list)),
                                  field("thing", alias("shop::Thing", own("shop::Item")))});
  builder.add_function("shop::put", own("shop::In"), builtin("void"))
      .add_routes({route("post", "/in", "shop::put")});
  const Analysed result = analyse(builder.api);
  REQUIRE(result.api);
  REQUIRE(result.api->aliases.size() == 1);
  CHECK(result.api->aliases[0].name == "Items");
  CHECK(result.api->types[result.api->structs[1].fields[1].type] ==
        model::Type{model::StructReference{0}, "shop::Item"});
}

TEST_CASE("types: the way to a fault is told", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct(
      "shop::Node",
      {field("children",
             library("std::vector", {library("std::shared_ptr", {own("shop::Node")})}))});
  builder.add_struct("shop::Tree", {field("root", own("shop::Node"))});
  builder.add_function("shop::plant", own("shop::Tree"), builtin("void"))
      .add_routes({route("post", "/trees", "shop::plant")});
  Diagnostics diagnostics;
  analysis::analyse(builder.api, {}, diagnostics);
  REQUIRE(diagnostics.list().size() == 1);
  CHECK(diagnostics.list()[0].code == "VG1004");
  CHECK(
      diagnostics.list()[0].notes ==
      std::vector<Diagnostic::Note>{
          {.message = "reached from POST /trees: input Tree.root → Node.children[]", .range = {}}});
}

TEST_CASE("types: Task and Result are taken off", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::Item", {})
      .add_error("shop::NotFound", 404, {field("id", builtin("int"))});
  const DeclaredType result_type =
      library("vgen::Result", {own("shop::Item"), own("shop::NotFound")});
  builder.add_function(
      "shop::get", builtin("void"),
      library("boost::asio::awaitable", {result_type, own("boost::asio::any_io_executor")}));
  const Analysed result = analyse(builder.add_routes({route("get", "/item", "shop::get")}).api);
  REQUIRE(result.api);
  const model::Function& function = result.api->functions[0];
  CHECK(function.is_task);
  CHECK(function.has_result);
  CHECK(!function.input);
  CHECK(result.api->types[function.output.value()].cpp == "shop::Item");
  CHECK(
      function.errors ==
      std::vector<model::DeclaredError>{
          {.type = 1, .status = 404, .problem_type = "urn:shop:not-found", .title = "Not found"}});
  CHECK(result.api->structs[1].is_error);
}

TEST_CASE("functions: two different types of one name", "[analysis]") {
  ApiBuilder builder;
  builder.add_function("shop::get", builtin("void"), builtin("int"))
      .add_function("shop::get", builtin("void"), builtin("bool"));
  builder.add_routes({route("get", "/get", "shop::get")});
  CHECK(analyse(builder.api).messages == Messages{"VG5005 'shop::get' is declared with two types"});
}

}  // namespace
}  // namespace vgen::tool::test
