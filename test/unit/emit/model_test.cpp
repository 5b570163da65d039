#include "tools/vgen/emit/model/model.hpp"

#include "test/unit/emit/sample_model.hpp"
#include "test/unit/emit/types_model.hpp"
#include "tools/vgen/emit/output/json_value.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using vgen::tool::emit::Json;

Json printed(const vgen::tool::model::ApiModel& api) {
  const auto files = vgen::tool::emit::emit_model(api, {});
  REQUIRE(files.size() == 1);
  CHECK(files[0].path == "model.json");
  return Json::parse(files[0].text);
}

Json json(const char* text) {
  return Json::parse(text);
}

}  // namespace

TEST_CASE("model: functions and doors with file and line", "[emit]") {
  const Json model = printed(vgen::tool::test::sample_model());
  CHECK(model["functions"].size() == 2);
  CHECK(model["functions"][1] == json(R"({
    "name": "change_order", "cpp": "shop::change_order", "cpp_namespace": "shop",
    "input_name": "ChangeOrderInput", "output_name": "ChangeOrderOutput",
    "input": {"kind": "struct", "name": "ChangeOrder", "cpp": "shop::ChangeOrder"},
    "output": null,
    "errors": [
      {"struct": "Missing", "status": 404, "problem_type": "urn:shop:missing", "title": "Missing"},
      {"struct": "Closed", "status": 422, "problem_type": "urn:shop:closed", "title": "Closed"}
    ],
    "kind": "api", "session": "required", "is_task": false, "has_result": true,
    "inline_input": false,
    "documentation": {"deprecated": true, "deprecation": "orders are final"},
    "location": {"file": "shop_api.hpp", "line": 42, "column": 1, "length": 4}
  })"));
  CHECK(model["doors"].size() == 2);
  CHECK(model["doors"][1] == json(R"({
    "kind": "http_route", "name": "change_order", "wire_name": "changeOrder",
    "function": "shop::change_order",
    "policy": {"needs_session": true, "tags": [], "body_limit": 0, "timeout": 0, "blocking": false,
               "guards": {"permissions": [], "middleware": []}},
    "location": {"file": "shop_api.hpp", "line": 52, "column": 1, "length": 4},
    "method": "PATCH", "path": "/orders/{id}", "path_parameters": ["id"],
    "bindings": [{"field": "id", "place": "path", "name": "id"},
     {"field": "order", "place": "body", "name": "order"}],
    "body": "fields", "body_required": true, "status": 204
  })"));
}

TEST_CASE("model: types by name, with fields, limits and defaults", "[emit]") {
  const Json model = printed(vgen::tool::test::sample_model());
  CHECK(model["structs"][0] == json(R"({
    "name": "Order", "input_name": "OrderInput", "cpp": "shop::Order", "cpp_namespace": "shop",
    "documentation": {"summary": "An order."},
    "used_in_input": true, "used_in_output": true, "shapes_differ": true, "is_error": false,
    "fields": [
      {"name": "id", "wire_name": "id",
       "type": {"kind": "alias", "name": "OrderId", "cpp": "shop::OrderId"},
       "constraints": {}, "documentation": {}, "optional": false, "has_default": false,
       "read_only": false, "write_only": false, "pii": false,
       "location": {"file": "shop_api.hpp", "line": 15, "column": 1, "length": 4}},
      {"name": "note", "wire_name": "note",
       "type": {"kind": "optional",
        "value": {"kind": "string", "view": false, "cpp": "std::string"},
        "cpp": "std::optional<std::string>"},
       "constraints": {"maxLength": 40}, "documentation": {}, "optional": true,
       "has_default": false,
       "read_only": false, "write_only": false, "pii": false,
       "location": {"file": "shop_api.hpp", "line": 16, "column": 1, "length": 4}},
      {"name": "state", "wire_name": "state",
       "type": {"kind": "enum", "name": "State", "cpp": "shop::State"},
       "constraints": {}, "documentation": {}, "optional": false, "has_default": true,
       "default": "open",
       "read_only": false, "write_only": false, "pii": false,
       "location": {"file": "shop_api.hpp", "line": 17, "column": 1, "length": 4}}
    ],
    "location": {"file": "shop_api.hpp", "line": 14, "column": 1, "length": 4}
  })"));
  CHECK(model["enums"] == json(R"([{
    "name": "State", "cpp": "shop::State", "cpp_namespace": "shop",
    "documentation": {"summary": "Where an order stands."},
    "enumerators": [{"name": "open", "wire_name": "open", "value": 0, "documentation": {}},
                    {"name": "paid", "wire_name": "paid", "value": 1,
                     "documentation": {"summary": "The money is there."}}],
    "location": {"file": "shop_api.hpp", "line": 12, "column": 1, "length": 4}
  }])"));
  CHECK(model["aliases"] == json(R"([{
    "name": "OrderId", "cpp": "shop::OrderId", "cpp_namespace": "shop",
    "type": {"kind": "integer", "bits": 64, "signed": true, "cpp": "std::int64_t"},
    "constraints": {"minimum": 1}, "documentation": {"summary": "The number of an order."},
    "location": {"file": "shop_api.hpp", "line": 10, "column": 1, "length": 4}
  }])"));
}

TEST_CASE("model: the head", "[emit]") {
  Json model = printed(vgen::tool::test::sample_model());
  for (const char* table : {"functions", "doors", "structs", "enums", "aliases"})
    model.erase(table);
  CHECK(model == json(R"({
    "information": {"title": "shop", "version": "0.1.0", "description": ""}, 
    "policies": {"ignore_unknown_members": false, "null_as_absent": false},
    "headers": ["shop_api.hpp"],
    "cpp_namespace": "shop", "urn": "shop", "services": "shop::Services",
    "session": "shop::Session", "channels": [], "topics": [], "rpc": [], "schedules": [],
    "security": [], "variants": []
  })"));
}

TEST_CASE("model: every type", "[emit]") {
  const Json model = printed(vgen::tool::test::types_model());
  const Json& fields = model["structs"].back()["fields"];
  const auto type = [&](const char* name) {
    const auto found =
        std::ranges::find_if(fields, [&](const Json& field) { return field["name"] == name; });
    REQUIRE(found != fields.end());
    return (*found)["type"];
  };
  CHECK(type("null") == json(R"({"kind": "null", "cpp": ""})"));
  CHECK(type("timestamp") == json(R"({"kind": "timestamp", "fraction_digits": 3, "cpp": ""})"));
  CHECK(type("date") == json(R"({"kind": "date", "cpp": ""})"));
  CHECK(type("duration") == json(
                                R"({"kind": "duration",
           "count": {"kind": "integer", "bits": 32, "signed": true, "cpp": ""},
    "unit": "ms", "cpp": ""})"));
  CHECK(type("bytes") == json(R"({"kind": "bytes", "view": false, "cpp": ""})"));
  CHECK(type("key") == json(R"({"kind": "bytes", "view": false, "fixed_size": 16, "cpp": ""})"));
  CHECK(type("uuid") == json(R"({"kind": "uuid", "cpp": ""})"));
  CHECK(type("path") == json(R"({"kind": "path", "cpp": ""})"));
  CHECK(type("any") == json(R"({"kind": "any", "cpp": ""})"));
  CHECK(type("nullable_any") ==
        json(R"({"kind": "nullable", "value": {"kind": "any", "cpp": ""}, "cpp": ""})"));
  CHECK(type("patch")["kind"] == "patch");
  CHECK(type("box")["kind"] == "box");
  CHECK(type("pair")["items"].size() == 2);
  CHECK(type("payment") == json(R"({"kind": "variant", "name": "Payment", "cpp": ""})"));
  CHECK(model["aliases"][0]["constraints"] == json(R"({"wire": "string"})"));
}

TEST_CASE("model: variants", "[emit]") {
  const Json variants = printed(vgen::tool::test::types_model())["variants"];
  CHECK(variants[0] == json(R"({
    "name": "Payment", "input_name": "Payment", "cpp": "", "cpp_namespace": "",
    "documentation": {"summary": "How to pay.", "examples": [{"type": "cash"}]},
    "discriminator": "type", "untagged": false, "used_in_input": true, "used_in_output": true,
    "shapes_differ": false,
    "alternatives": [
      {"type": {"kind": "struct", "name": "Card", "cpp": ""}, "tag": "Card",
       "component": "PaymentCard", "input_component": "PaymentCard"},
      {"type": {"kind": "struct", "name": "Cash", "cpp": ""}, "tag": "cash",
       "component": "Paymentcash", "input_component": "Paymentcash"}
    ],
    "location": {"file": "", "line": 0, "column": 0, "length": 1}
  })"));
  CHECK_FALSE(variants[1].contains("discriminator"));
  CHECK(variants[1]["untagged"] == true);
  CHECK_FALSE(variants[1]["alternatives"][0].contains("tag"));
}
