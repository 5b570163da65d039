#include "tools/vgen/emit/schema/schema.hpp"

#include "test/unit/emit/model_builder.hpp"
#include "test/unit/emit/sample_model.hpp"

#include <catch2/catch.hpp>

#include <utility>

namespace {

using namespace vgen::tool::model;
using vgen::tool::emit::Direction;
using vgen::tool::emit::Json;
using vgen::tool::emit::print_json;
using vgen::tool::emit::SchemaPrinter;
using vgen::tool::emit::SchemaStyle;
using vgen::tool::test::field;
using Model = vgen::tool::test::ModelBuilder;

constexpr auto input = Direction::input;
constexpr auto output = Direction::output;

Constraints at_least(std::string minimum) {
  Constraints constraints;
  constraints.minimum = std::move(minimum);
  return constraints;
}

SchemaPrinter printer_of(const Model& model) {
  return {model.api, {.prefix = "#/", .root = {}}};
}

template <class Kind>
Json schema_of(Kind kind, Constraints constraints = {}) {
  Model model;
  const Field made = field("x", model.type(std::move(kind)), std::move(constraints));
  return printer_of(model).field(made, input);
}

Json json(const char* text) {
  return Json::parse(text);
}

}  // namespace

TEST_CASE("schema: scalars state their exact ranges", "[emit]") {
  CHECK(schema_of(Boolean{}) == json(R"({"type": "boolean"})"));
  CHECK(schema_of(Integer{8, true}) ==
        json(R"({"type": "integer", "minimum": -128, "maximum": 127})"));
  CHECK(schema_of(Integer{8, false}) ==
        json(R"({"type": "integer", "minimum": 0, "maximum": 255})"));
  CHECK(schema_of(Integer{16, true}) ==
        json(R"({"type": "integer", "minimum": -32768, "maximum": 32767})"));
  CHECK(schema_of(Integer{32, true}) ==
        json(R"({"type": "integer", "format": "int32", "minimum": -2147483648, )"
             R"("maximum": 2147483647})"));
  CHECK(schema_of(Integer{32, false}) ==
        json(R"({"type": "integer", "format": "int64", "minimum": 0, "maximum": 4294967295})"));
  CHECK(schema_of(Integer{64, true}) ==
        json(R"({"type": "integer", "format": "int64", "minimum": -9007199254740991, )"
             R"("maximum": 9007199254740991})"));
  CHECK(
      schema_of(Integer{64, false}) ==
      json(R"({"type": "integer", "format": "int64", "minimum": 0, "maximum": 9007199254740991})"));
  CHECK(schema_of(Float{64}) == json(R"({"type": "number", "format": "double"})"));
  CHECK(print_json(schema_of(Float{32})) ==
        "{\n  \"type\": \"number\",\n  \"format\": \"float\",\n  \"minimum\": "
        "-3.4028234663852886e+38,\n  \"maximum\": "
        "3.4028234663852886e+38\n}\n");
  CHECK(schema_of(String{}) == json(R"({"type": "string"})"));
}

TEST_CASE("schema: tighter limits replace those of the type", "[emit]") {
  Constraints constraints;
  constraints.minimum = "1";
  constraints.maximum = "1e6";
  CHECK(print_json(schema_of(Integer{8, true}, constraints)) ==
        "{\n  \"type\": \"integer\",\n  \"minimum\": 1,\n  \"maximum\": 127\n}\n");
  constraints.exclusive_minimum = "1";
  constraints.exclusive_maximum = "100";
  CHECK(schema_of(Integer{8, true}, constraints) ==
        json(R"({"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 100})"));
  constraints = {};
  constraints.exclusive_minimum = "-1e3";
  constraints.exclusive_maximum = "1000";
  CHECK(schema_of(Integer{8, true}, constraints) ==
        json(R"({"type": "integer", "minimum": -128, "maximum": 127})"));
}

TEST_CASE("schema: limits of numbers keep their digits", "[emit]") {
  Constraints constraints;
  constraints.minimum = "0.10";
  constraints.multiple_of = "0.010000000000000000001";
  CHECK(print_json(schema_of(Float{64}, constraints)) ==
        "{\n  \"type\": \"number\",\n  \"format\": \"double\",\n  \"minimum\": 0.10,\n  "
        "\"multipleOf\": 0.010000000000000000001\n}\n");
}

TEST_CASE("schema: limits of strings, lists and maps", "[emit]") {
  Constraints text;
  text.min_length = 1;
  text.max_length = 3;
  text.pattern = "^[a-z]";
  text.format = "email";
  CHECK(schema_of(String{}, text) ==
        json(R"({"type": "string", "format": "email", "minLength": 1, "maxLength": 3, )"
             R"("pattern": "^[a-z]"})"));

  Model model;
  const TypeIndex boolean = model.type(Boolean{});
  const TypeIndex string = model.type(String{});
  const TypeIndex list = model.type(List{.item = boolean, .unique = false, .fixed_size = {}});
  const TypeIndex set = model.type(List{.item = string, .unique = true, .fixed_size = {}});
  const TypeIndex three = model.type(List{.item = boolean, .unique = false, .fixed_size = 3});
  const TypeIndex map = model.type(Map{.key = string, .value = boolean});
  SchemaPrinter printer = printer_of(model);
  Constraints items;
  items.max_items = 8;
  items.unique_items = true;
  CHECK(printer.field(field("x", list, items), input) ==
        json(R"({"type": "array", "items": {"type": "boolean"}, "maxItems": 8, )"
             R"("uniqueItems": true})"));
  CHECK(printer.type(set, input) ==
        json(R"({"type": "array", "items": {"type": "string"}, "uniqueItems": true})"));
  CHECK(printer.type(three, input) ==
        json(R"({"type": "array", "items": {"type": "boolean"}, "minItems": 3, "maxItems": 3})"));
  Constraints properties;
  properties.min_properties = 1;
  properties.max_properties = 2;
  CHECK(
      printer.field(field("x", map, properties), input) ==
      json(R"({"type": "object", "additionalProperties": {"type": "boolean"}, "minProperties": 1, )"
           R"("maxProperties": 2})"));
}

TEST_CASE("schema: the keys of a map are limited by their type", "[emit]") {
  Model model;
  const TypeIndex boolean = model.type(Boolean{});
  const TypeIndex slug = model.alias("Slug", model.type(String{}));
  model.api.enums.push_back({});
  model.api.enums[0].name = "Shape";
  const TypeIndex shape = model.type(EnumReference{0});
  const TypeIndex byte = model.alias("Byte", model.type(Integer{8, false}));
  const TypeIndex lucky =
      model.alias("Lucky", model.type(Integer{64, true}), at_least("9007199254740990"));
  const auto keys = [&](TypeIndex key) {
    return printer_of(model).type(model.type(Map{.key = key, .value = boolean}),
                                  input)["propertyNames"];
  };
  CHECK(keys(slug) == json(R"({"$ref": "#/Slug"})"));
  CHECK(keys(shape) == json(R"({"$ref": "#/Shape"})"));
  CHECK(keys(lucky) == json(R"({"type": "string", "pattern": "^900719925474099[0-1]$"})"));
  CHECK(keys(byte) ==
        json(R"({"type": "string", )"
             R"("pattern": "^(?:0|(?:1[0-9]{2}|2(?:[0-4][0-9]|5[0-5]))|[1-9][0-9]{0,1})$"})"));
}

TEST_CASE("schema: an alias states the whole range, a field that uses it only its own limits",
          "[emit]") {
  Model model;
  const TypeIndex id = model.alias("Id", model.type(Integer{64, true}), at_least("1"));
  const TypeIndex maybe = model.type(Optional{id});
  Field made = field("x", maybe, at_least("10"));
  made.documentation.summary = "Which one.";
  made.documentation.examples = {"12"};
  made.default_value = "11";
  SchemaPrinter printer = printer_of(model);
  CHECK(print_json(printer.field(made, input)) ==
        print_json(json(
            R"({"$ref": "#/Id", "description": "Which one.", "type": "integer", "minimum": 10, )"
            R"("default": 11, "examples": [12]})")));
  CHECK(printer.definitions() ==
        std::map<std::string, Json>{
            {"Id", json(R"({"type": "integer", "format": "int64", "minimum": 1, )"
                        R"("maximum": 9007199254740991})")}});
  SchemaPrinter draft_07(model.api,
                         {.dialect = SchemaStyle::Dialect::draft_07, .prefix = "#/", .root = {}});
  CHECK(draft_07.field(made, output) ==
        json(R"({"allOf": [{"$ref": "#/Id"}], "description": "Which one.", "type": "integer", )"
             R"("minimum": 10, "examples": [12]})"));
  CHECK(draft_07.type(id, output) == json(R"({"$ref": "#/Id"})"));
}

TEST_CASE("schema: documentation of a field", "[emit]") {
  Model model;
  Field made = field("x", model.type(String{}));
  made.documentation = {.summary = "Short.",
                        .description = "Long:\n- list",
                        .title = "X",
                        .examples = {"\"a\"", "b"},
                        .deprecated = true,
                        .deprecation = "use y"};
  made.read_only = made.write_only = true;
  CHECK(print_json(printer_of(model).field(made, input)) ==
        print_json(json(
            R"({"title": "X", "description": "Short.\n\nLong:\n- list\n\nDeprecated: use y",
           "deprecated": true, "readOnly": true,
          "writeOnly": true, "type": "string", "examples": ["a", "b"]})")));
  CHECK(print_json(printer_of(model).undocumented_field(made, input)) ==
        print_json(json(R"({"title": "X", "readOnly": true, "writeOnly": true, "type": "string", )"
                        R"("examples": ["a", "b"]})")));
}

TEST_CASE("schema: objects are closed, and a default makes a member optional in input only",
          "[emit]") {
  Model model;
  const TypeIndex boolean = model.type(Boolean{});
  Field needed = field("needed", boolean);
  Field with_default = field("with_default", boolean);
  with_default.has_default = true;
  with_default.default_value = "true";
  Field unknown_default = field("unknown_default", boolean);
  unknown_default.has_default = true;
  Field maybe = field("maybe", model.type(Optional{boolean}));
  maybe.optional = true;
  model.record("All", {needed, with_default, unknown_default, maybe});
  model.record("None", {});
  SchemaPrinter printer = printer_of(model);
  CHECK(print_json(printer.definition({StructReference{0}, input})) == print_json(json(
                                                                           R"({"type": "object",
           "properties": {"needed": {"type": "boolean"},
            "with_default": {"type": "boolean", "default": true},
          "unknown_default": {"type": "boolean"}, "maybe": {"type": "boolean"}},
          "required": ["needed"], "additionalProperties": false})")));
  CHECK(print_json(printer.definition({StructReference{0}, output})) == print_json(json(
                                                                            R"({"type": "object",
           "properties": {"needed": {"type": "boolean"}, "with_default": {"type": "boolean"},
          "unknown_default": {"type": "boolean"}, "maybe": {"type": "boolean"}},
          "required": ["needed", "with_default", "unknown_default"],
          "additionalProperties": false})")));
  CHECK(printer.definition({StructReference{1}, input}) ==
        json(R"({"type": "object", "additionalProperties": false})"));
}

TEST_CASE("schema: an enum lists its names, and their documentation if there is any", "[emit]") {
  Model model;
  Enum shape;
  shape.name = "Shape";
  shape.documentation.summary = "How it looks.";
  shape.documentation.examples = {"\"round\""};
  shape.enumerators.resize(2);
  shape.enumerators[0].wire_name = "round";
  shape.enumerators[1].wire_name = "square";
  model.api.enums = {shape};
  const vgen::tool::emit::NamedType named{EnumReference{0}, input};
  CHECK(printer_of(model).definition(named) ==
        json(R"({"description": "How it looks.", "type": "string", "enum": ["round", "square"], )"
             R"("examples": ["round"]})"));
  model.api.enums[0].enumerators[1].documentation = {.summary = "Four sides.",
                                                     .description = "All equal.",
                                                     .title = {},
                                                     .examples = {},
                                                     .deprecated = false,
                                                     .deprecation = {}};
  CHECK(printer_of(model).definition(named)["description"] ==
        "How it looks.\n\n- `round`\n- `square`: Four sides.\n  \n  All equal.");
}

TEST_CASE("schema: recursive types refer to themselves, and the document's own type is its root",
          "[emit]") {
  Model model;
  const TypeIndex node = model.record("Node", {});
  model.api.structs[0].fields = {
      field("children", model.type(List{.item = node, .unique = false, .fixed_size = {}}))};
  const Json expected = json(
      R"({"type": "object",
       "properties": {"children": {"type": "array", "items": {"$ref": "#/Node"}}},
    "required": ["children"], "additionalProperties": false})");
  SchemaPrinter printer = printer_of(model);
  CHECK(printer.type(node, output) == json(R"({"$ref": "#/Node"})"));
  CHECK(printer.definitions() == std::map<std::string, Json>{{"Node", expected}});
  SchemaPrinter root(model.api, {.prefix = "#/$defs/", .root = "Node"});
  CHECK(root.definition({StructReference{0}, output})["properties"]["children"]["items"] ==
        json(R"({"$ref": "#"})"));
  CHECK(root.definitions().empty());
}

TEST_CASE("schema: where the shapes of a struct differ, so do those of its aliases", "[emit]") {
  ApiModel api = vgen::tool::test::sample_model();
  const TypeIndex orders = *api.functions[0].output;
  api.aliases.push_back({.name = "Orders",
                         .cpp = {},
                         .cpp_namespace = {},
                         .type = orders,
                         .constraints = {},
                         .documentation = {},
                         .location = {}});
  CHECK(vgen::tool::emit::schema_name(api, {AliasReference{1}, input}) == "OrdersInput");
  CHECK(vgen::tool::emit::schema_name(api, {AliasReference{1}, output}) == "Orders");
  CHECK(vgen::tool::emit::schema_names(api) ==
        std::set<std::string>{"ChangeOrder", "Closed", "ListOrders", "Missing", "Order", "OrderId",
                              "OrderInput", "Orders", "OrdersInput", "State"});
}
