#include "test/unit/analysis/declared.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace vgen::tool::test {
namespace {

using Messages = std::vector<std::string>;

frontend::DeclaredType one_of(std::vector<frontend::DeclaredType> alternatives) {
  return library("std::variant", std::move(alternatives));
}

Analysed analyse_variant(std::vector<frontend::DeclaredType> alternatives,
                         const std::string& tags = {}) {
  ApiBuilder builder;
  builder.add_struct("shop::In", {field("a", one_of(std::move(alternatives)), tags)})
      .add_struct("shop::Card", {field("number", text())})
      .add_struct("shop::Cash", {field("amount", builtin("int"))})
      .add_struct("shop::Coins", {field("amount", text())})
      .add_enum("shop::Color", {"red"})
      .add_alias("shop::Wide", builtin("long"), "@wire string")
      .add_function("shop::put", own("shop::In"), builtin("void"));
  return analyse(builder.add_routes({route("post", "/in", "shop::put")}).api);
}

/// `type: Card, Cash`; the discriminator and the tags.
std::string shape(const Analysed& result) {
  CAPTURE(result.messages);
  REQUIRE(result.api);
  const model::Variant& variant = result.api->variants.front();
  std::string text = variant.discriminator + ":";
  for (const model::Alternative& alternative : variant.alternatives) text += " " + alternative.tag;
  return text;
}

frontend::DeclaredType wide() {
  return alias("shop::Wide", builtin("long"));
}

TEST_CASE("shape_variants: kinds of JSON values tell alternatives apart", "[analysis]") {
  CHECK(shape(analyse_variant({builtin("int"), text(), builtin("bool")})) == ":   ");
  CHECK(shape(analyse_variant({builtin("int"), own("shop::Card")})) == ":  ");
  CHECK(shape(analyse_variant({builtin("int"), wide()})) == ":  ");
  CHECK(analyse_variant({builtin("int"), builtin("double")}).messages ==
        Messages{"VG1025 'int' and 'double' of 'std::variant<int, double>' look the same in JSON: "
                 "both accept numbers"});
  CHECK(analyse_variant({text(), enumeration("shop::Color")}).messages ==
        Messages{"VG1025 'std::string' and 'shop::Color' of 'std::variant<std::string, "
                 "shop::Color>' look the same in JSON: both accept strings"});
  CHECK(analyse_variant({text(), wide()}).messages.size() == 1);
}

TEST_CASE("shape_variants: several structs have a discriminator", "[analysis]") {
  const std::vector<frontend::DeclaredType> structs = {own("shop::Card"), own("shop::Cash")};
  CHECK(shape(analyse_variant(structs)) == "type: Card Cash");
  CHECK(shape(analyse_variant(structs, "@discriminator kind")) == "kind: Card Cash");
  CHECK(shape(analyse_variant({own("shop::Card"), builtin("int"), own("shop::Cash")})) ==
        "type: Card  Cash");
  CHECK(analyse_variant(structs, "@discriminator amount").messages.size() == 1);
}

TEST_CASE("shape_variants: without tags the members tell structs apart", "[analysis]") {
  CHECK(shape(analyse_variant({own("shop::Card"), own("shop::Cash")}, "@untagged")) == ":  ");
  CHECK(shape(analyse_variant({own("shop::Cash"), own("shop::Coins")}, "@untagged")) == ":  ");
  CHECK(analyse_variant({builtin("int"), text()}, "@untagged").messages ==
        Messages{"VG2003 'std::variant<int, std::string>' has fewer than two structs, so it needs "
                 "no discriminator"});
}

}  // namespace
}  // namespace vgen::tool::test
