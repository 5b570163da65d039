#include "tools/vgen/model/type_parts.hpp"
#include "test/unit/emit/model_builder.hpp"
#include "tools/vgen/model/http_methods.hpp"

#include <catch2/catch.hpp>

#include <vector>

namespace vgen::tool::test {
namespace {

using model::TypeIndex;
using model::unresolved;

struct Parts : ModelBuilder {
  TypeIndex view = type(model::String{.is_view = true});
  TypeIndex span = type(model::List{.item = type(model::Integer{}), .is_view = true});
  TypeIndex leaf = record("Leaf", {field("text", view)});
  TypeIndex node = record("Node", {field("leaf", type(model::Box{leaf}))});
  TypeIndex choice = variant("Choice", "type", {{.type = node, .tag = "Node"}, {.type = span}});
  TypeIndex map = type(model::Map{.key = type(model::String{}), .value = choice});
};

TEST_CASE_METHOD(Parts, "type_parts: a type's contents are without members of structs", "[model]") {
  CHECK(contents_of(api, map) == model::Contents{.structs = {1}, .variants = {0}});
  CHECK(contents_of(api, unresolved) == model::Contents{});
}

TEST_CASE_METHOD(Parts, "type_parts: structs are reached through members and circles", "[model]") {
  api.structs[0].fields.push_back(field("up", type(model::Box{node})));
  std::vector<bool> found(api.structs.size());
  reach_structs(api, map, found);
  CHECK(found == std::vector<bool>{true, true});
}

TEST_CASE_METHOD(Parts, "type_parts: views", "[model]") {
  CHECK(holds_view(api, map));
  CHECK(holds_view(api, view));
  CHECK_FALSE(holds_view(api, leaf));
  CHECK_FALSE(holds_view(api, unresolved));
}

TEST_CASE_METHOD(Parts, "type_parts: the name of an input shape", "[model]") {
  CHECK_FALSE(has_input_shape(api, map));
  api.structs[1].input_name = "NodeInput";
  CHECK_FALSE(has_input_shape(api, map));
  CHECK(has_input_shape(api, node));
  api.variants[0].input_name = "ChoiceInput";
  CHECK(has_input_shape(api, map));
}

TEST_CASE("http_methods: a method has three names", "[model]") {
  for (const model::HttpMethodNames& names : model::http_methods) {
    CHECK(&model::names_of(names.method) == &names);
    CHECK(model::find_method(names.cpp) == &names);
  }
  CHECK(model::find_method("delete") == nullptr);
}

}  // namespace
}  // namespace vgen::tool::test
