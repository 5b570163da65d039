#include "test/unit/emit/model_builder.hpp"
#include "test/unit/emit/types_model.hpp"
#include "tools/vgen/emit/schema/schema.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

using namespace vgen::tool;
using namespace vgen::tool::model;
using emit::Direction;
using emit::Json;
using emit::print_json;
using emit::SchemaPrinter;
using emit::SchemaStyle;

namespace {

Json json(const char* text) {
  return Json::parse(text);
}

/// The schemas of every type in one document.
class Printed {
 public:
  explicit Printed(SchemaStyle style = {}, ApiModel api = test::types_model())
      : api_(std::move(api)), printer_(api_, std::move(style)) {
    printer_.type(*api_.functions.front().input, Direction::input);
    definitions_ = printer_.definitions();
  }

  Json member(const std::string& name) const {
    return definitions_.at("Everything")["properties"][name];
  }
  Json definition(const std::string& name) const { return definitions_.at(name); }

 private:
  ApiModel api_;
  SchemaPrinter printer_;
  std::map<std::string, Json> definitions_;
};

SchemaStyle draft_07() {
  return {.dialect = SchemaStyle::Dialect::draft_07,
          .discriminator = SchemaStyle::Discriminator::name,
          .prefix = "#/",
          .root = {}};
}

}  // namespace

TEST_CASE("schema: times, texts of a form, null and anything", "[emit]") {
  const Printed schemas;
  CHECK(schemas.member("null") == json(R"({"type": "null"})"));
  CHECK(schemas.member("any") == Json::object());
  CHECK(schemas.member("date") == json(R"({"type": "string", "format": "date"})"));
  CHECK(schemas.member("uuid") == json(R"({"type": "string", "format": "uuid"})"));
  CHECK(schemas.member("path") == json(R"({"type": "string"})"));
  CHECK(schemas.member("timestamp") ==
        json(R"j({"type": "string", "format": "date-time", "pattern": "^[^.]+($|\\.[0-9]{1,)j"
             R"j(3}0*[Zz+-])"})j"));
  Json duration = json(R"({"type": "integer", "format": "int32", "minimum": -2147483648})");
  duration["maximum"] = emit::json_number("1e4");
  duration["x-unit"] = "ms";
  CHECK(schemas.member("duration") == duration);
  CHECK(schemas.member("seconds") ==
        json(R"({"type": "number", "format": "double", "x-unit": "s"})"));
  CHECK(schemas.member("bytes") == json(R"j({"type": "string",
    "pattern":
      "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$",
    "contentEncoding": "base64"})j"));
  CHECK(schemas.member("key") ==
        json(R"j({"type": "string", "pattern": "^(?:[A-Za-z0-9+/]{4}){5}[A-Za-z0-9+/][AQgw]==$", )j"
             R"j("contentEncoding": "base64"})j"));
}

TEST_CASE("schema: digits have the range of their type within all limits", "[emit]") {
  const Printed schemas({.prefix = "#/", .root = {}});
  CHECK(schemas.member("digits")["type"] == "string");
  CHECK(schemas.member("digits").size() == 2);
  CHECK(schemas.member("serial") == json(R"({"$ref": "#/Serial"})"));
  CHECK(schemas.definition("Serial")["type"] == "string");
  CHECK(schemas.member("small_serial") ==
        json(R"j({"$ref": "#/Serial", "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,1})$"})j"));
  CHECK(schemas.member("pause") ==
        json(R"j({"$ref": "#/Pause", "type": "string", "pattern": "^(?:0|[1-7])$"})j"));
  CHECK(schemas.definition("Pause")["pattern"] == schemas.definition("Serial")["pattern"]);
  CHECK(schemas.definition("Pause")["x-unit"] == "ns");
  CHECK(schemas.member("count_as_digits")["type"] == "string");
  CHECK(schemas.member("nullable_count_as_digits")["type"] == json(R"(["string", "null"])"));
  CHECK(schemas.member("nullable_count_as_digits")["pattern"] ==
        schemas.member("count_as_digits")["pattern"]);
}

TEST_CASE("schema: null stands beside a type or beside a reference, once", "[emit]") {
  const Printed schemas({.prefix = "#/", .root = {}});
  CHECK(schemas.member("nullable_text") ==
        json(R"({"description": "Or nothing.", "type": ["string", "null"]})"));
  CHECK(
      schemas.member("nullable_node") ==
      json(
          R"({"description": "The first one.", "anyOf": [{"$ref": "#/Node"}, {"type": "null"}]})"));
  CHECK(schemas.definition("Node")["properties"]["next"] ==
        json(R"({"anyOf": [{"$ref": "#/Node"}, {"type": "null"}]})"));
  CHECK(schemas.member("nullable_any") == Json::object());
  CHECK(schemas.member("nullable_list") ==
        json(R"({"type": ["array", "null"], "items": {"type": "string"}})"));
  CHECK(schemas.member("list_of_nullable")["items"]["type"] == json(R"(["integer", "null"])"));
  CHECK(schemas.member("patch") ==
        json(R"({"type": ["integer", "null"], "format": "int32", "minimum": -2147483648, )"
             R"("maximum": 9})"));
  CHECK(schemas.member("box") == json(R"({"type": "string"})"));
  CHECK(schemas.member("maybe") == json(R"({"type": "string"})"));
}

TEST_CASE("schema: null for what may be left out, if the API takes it so", "[emit]") {
  ApiModel api = test::types_model();
  api.policies.null_as_absent = true;
  const Printed schemas({.prefix = "#/", .root = {}}, api);
  CHECK(schemas.member("maybe") == json(R"({"type": ["string", "null"]})"));
  CHECK(schemas.member("patch")["type"] == json(R"(["integer", "null"])"));
  CHECK(schemas.member("nullable_text")["type"] == json(R"(["string", "null"])"));
}

TEST_CASE("schema: a position of a tuple each", "[emit]") {
  const Json integer = json(
      R"({"type": "integer", "format": "int32", "minimum": -2147483648, "maximum": 2147483647})");
  Json expected = json(
      R"({"type": "array", "prefixItems": [{"type": "string"}], "items": false, "minItems": 2, )"
      R"("maxItems": 2})");
  expected["prefixItems"].push_back(integer);
  CHECK(Printed().member("pair") == expected);
  CHECK(Printed().member("nothing") == json(R"({"type": "array", "maxItems": 0})"));
  CHECK(Printed().member("nested")["prefixItems"][0]["type"] == json(R"(["array", "null"])"));

  Json old = json(
      R"({"type": "array", "items": [{"type": "string"}], "additionalItems": false, "minItems": )"
      R"(2, "maxItems": 2})");
  old["items"].push_back(integer);
  CHECK(Printed(draft_07()).member("pair") == old);
}

TEST_CASE("schema: an alternative with a tag is a closed object of its own", "[emit]") {
  const Printed schemas(
      {.discriminator = SchemaStyle::Discriminator::object, .prefix = "#/", .root = {}});
  CHECK(schemas.member("payment") == json(R"({"$ref": "#/Payment"})"));
  CHECK(schemas.member("nullable_payment") ==
        json(R"({"anyOf": [{"$ref": "#/Payment"}, {"type": "null"}]})"));
  CHECK(print_json(schemas.definition("Payment")) == print_json(json(
                                                         R"({"description": "How to pay.",
    "oneOf": [{"$ref": "#/PaymentCard"}, {"$ref": "#/Paymentcash"}],
    "discriminator": {"propertyName": "type",
      "mapping": {"Card": "#/PaymentCard", "cash": "#/Paymentcash"}},
    "examples": [{"type": "cash"}]})")));
  CHECK(print_json(schemas.definition("PaymentCard")) ==
        print_json(json(R"({"description": "By card.", "type": "object",
    "properties": {"type": {"type": "string", "const": "Card", "enum": ["Card"]},
      "number": {"type": "string"}}, "required": ["type", "number"],
    "additionalProperties": false, "examples": [{"type": "Card", "number": "4111"}]})")));
  CHECK(schemas.definition("Paymentcash") == json(
                                                 R"({"type": "object",
    "properties": {"type": {"type": "string", "const": "cash", "enum": ["cash"]}},
    "required": ["type"],
    "additionalProperties": false})"));
}

TEST_CASE("schema: only the words of a dialect name a discriminator", "[emit]") {
  CHECK_FALSE(Printed().definition("Payment").contains("discriminator"));
  CHECK(Printed(draft_07()).definition("Payment")["discriminator"] == "type");
}

TEST_CASE("schema: alternatives without a tag", "[emit]") {
  const Printed schemas(
      {.discriminator = SchemaStyle::Discriminator::object, .prefix = "#/", .root = {}});
  CHECK(schemas.definition("Shape") ==
        json(R"({"oneOf": [{"$ref": "#/Circle"}, {"$ref": "#/Square"}]})"));
  const Json scalar = schemas.definition("Scalar")["anyOf"];
  CHECK(scalar.size() == 3);
  CHECK(scalar[0] == json(R"({"type": "null"})"));
  CHECK(schemas.definition("Mixed") ==
        json(R"({"anyOf": [{"type": "string"}, {"$ref": "#/MixedCircle"}, )"
             R"({"$ref": "#/MixedSquare"}]})"));
  CHECK(schemas.definition("MixedCircle")["properties"]["kind"]["const"] == "Circle");
}

TEST_CASE("schema: objects with a tag take unknown members where the API does", "[emit]") {
  ApiModel api = test::types_model();
  api.policies.ignore_unknown_members = true;
  CHECK_FALSE(Printed({}, api).definition("PaymentCard").contains("additionalProperties"));
}

TEST_CASE("schema: a variant whose alternative has two shapes has two", "[emit]") {
  ApiModel api = test::types_model();
  const auto card = std::ranges::find(api.structs, "Card", &Struct::name);
  card->input_name = "CardInput";
  Variant& payment = api.variants.front();
  payment.input_name = "PaymentInput";
  payment.alternatives.front().input_component = "PaymentCardInput";
  const Printed schemas(
      {.discriminator = SchemaStyle::Discriminator::object, .prefix = "#/", .root = {}}, api);
  CHECK(schemas.member("payment") == json(R"({"$ref": "#/PaymentInput"})"));
  CHECK(schemas.definition("PaymentInput")["oneOf"] ==
        json(R"([{"$ref": "#/PaymentCardInput"}, {"$ref": "#/Paymentcash"}])"));
  const std::set<std::string> names = emit::schema_names(api);
  for (const char* name : {"Payment", "PaymentInput", "PaymentCard", "PaymentCardInput",
                           "Paymentcash", "Mixed", "MixedCircle"}) {
    CHECK(names.contains(name));
  }
}

TEST_CASE("schema: a reference of draft-07 stands alone", "[emit]") {
  const Printed schemas(draft_07());
  CHECK(
      schemas.member("small_serial") ==
      json(
          R"j({"allOf": [{"$ref": "#/Serial"}], "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,)j"
          R"j(1})$"})j"));
  CHECK(
      schemas.member("nullable_node") ==
      json(
          R"({"description": "The first one.", "anyOf": [{"$ref": "#/Node"}, {"type": "null"}]})"));
}
