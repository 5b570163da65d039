#include "tools/vgen/emit/cpp/units.hpp"

#include "test/unit/emit/model_builder.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::test {
namespace {

using emit::json_use;
using emit::JsonUse;
using emit::Unit;
using Indices = std::vector<std::size_t>;

/// Two headers: `a.hpp` has Item and stores it, `b.hpp` has Query and finds a Page of Items.
struct Shop : ModelBuilder {
  model::TypeIndex text = type(model::String{}, "std::string");
  model::TypeIndex color = enumeration("shop::Color", "a.hpp");
  model::TypeIndex item = declared("shop::Item", "a.hpp", {field("color", color)});
  model::TypeIndex page = declared("shop::Page<shop::Item>", "a.hpp",
                                   {field("items", type(model::List{.item = item}))});
  model::TypeIndex query = declared("shop::Query", "b.hpp", {field("name", text)});

  Shop() {
    api.headers = {"a.hpp", "b.hpp"};
    api.cpp_namespace = "shop";
    route(function("shop::store", "a.hpp", item, std::nullopt), model::BodyUse::whole);
    route(function("shop::find", "b.hpp", query, page), model::BodyUse::none);
  }

  model::TypeIndex enumeration(const std::string& cpp, const std::string& header) {
    model::Enum made;
    made.cpp = cpp;
    made.location.file = header;
    api.enums.push_back(std::move(made));
    return type(model::EnumReference{api.enums.size() - 1});
  }
  model::TypeIndex declared(const std::string& cpp, const std::string& header,
                            std::vector<model::Field> fields) {
    const model::TypeIndex index = record(cpp, std::move(fields));
    api.structs.back().cpp = cpp;
    api.structs.back().location.file = header;
    return index;
  }
  model::FunctionIndex function(const std::string& cpp, const std::string& header,
                                std::optional<model::TypeIndex> input,
                                std::optional<model::TypeIndex> output) {
    model::Function made;
    made.cpp = cpp;
    made.location.file = header;
    made.input = input;
    made.output = output;
    api.functions.push_back(std::move(made));
    return api.functions.size() - 1;
  }
  void route(model::FunctionIndex function, model::BodyUse body) {
    model::HttpRoute made;
    made.function = function;
    made.body = body;
    if (body == model::BodyUse::none)
      made.bindings = {{.field = 0, .place = model::Place::query, .name = "name"}};
    api.doors.emplace_back(std::move(made));
  }

  [[nodiscard]] std::vector<Unit> divided(std::size_t shards) const {
    return emit::divide(api, json_use(api), shards);
  }
};

}  // namespace

TEST_CASE_METHOD(Shop, "json_use: only directions that a route uses", "[emit]") {
  const JsonUse use = json_use(api);
  CHECK(use.read == std::vector<bool>{true, false, false});
  CHECK(use.written == std::vector<bool>{true, true, false});
}

TEST_CASE_METHOD(Shop, "json_use: the input of a function without a route is read", "[emit]") {
  api.doors.pop_back();
  CHECK(json_use(api).read == std::vector<bool>{true, false, true});
}

TEST_CASE_METHOD(Shop, "units: one source has everything", "[emit]") {
  CHECK(divided(1) == std::vector<Unit>{{.headers = {"a.hpp", "b.hpp"},
                                         .functions = {0, 1},
                                         .doors = {0, 1},
                                         .inputs = {},
                                         .structs = {0, 1},
                                         .declared = {0, 1},
                                         .enums = {0}}});
}

TEST_CASE_METHOD(Shop, "units: a source for each header, with the headers that it needs",
                 "[emit]") {
  // The instance of a template belongs to the function that names it: only there is its argument
  // known for certain.
  CHECK(divided(2) == std::vector<Unit>{{.headers = {"a.hpp"},
                                         .functions = {0},
                                         .doors = {0},
                                         .inputs = {},
                                         .structs = {0},
                                         .declared = {0},
                                         .enums = {0}},
                                        {.headers = {"a.hpp", "b.hpp"},
                                         .functions = {1},
                                         .doors = {1},
                                         .inputs = {},
                                         .structs = {1},
                                         .declared = {0, 1},
                                         .enums = {}}});
}

TEST_CASE_METHOD(Shop, "units: a new function moves no other", "[emit]") {
  const std::vector<Unit> before = divided(8);
  route(function("shop::count", "a.hpp", std::nullopt, std::nullopt), model::BodyUse::whole);
  const std::vector<Unit> after = divided(8);
  std::size_t changed = 0;
  for (std::size_t i = 0; i < before.size(); ++i) changed += before[i] == after[i] ? 0U : 1U;
  CHECK(changed == 1);
}

TEST_CASE_METHOD(Shop, "units: a generated input is beside its function", "[emit]") {
  api.functions[1].inline_input = true;
  api.doors.pop_back();
  for (const std::size_t shards : {2U, 5U, 16U}) {
    for (const Unit& unit : divided(shards)) {
      const bool has_function = unit.functions == Indices{1};
      CHECK((unit.inputs == Indices{1}) == has_function);
      if (unit.structs == Indices{2}) CHECK(has_function);
    }
  }
}

}  // namespace vgen::tool::test
