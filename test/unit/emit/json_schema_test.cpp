#include "tools/vgen/emit/schema/json_schema.hpp"

#include "test/unit/emit/sample_model.hpp"
#include "tools/vgen/emit/output/json_value.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using vgen::tool::emit::GeneratedFile;
using vgen::tool::emit::Json;

Json text_of(const std::vector<GeneratedFile>& files, const std::string& name) {
  const auto found =
      std::ranges::find(files, "json_schema/" + name + ".schema.json", &GeneratedFile::path);
  REQUIRE(found != files.end());
  return Json::parse(found->text);
}

}  // namespace

TEST_CASE("json_schema: a file for each type in each shape, each input, output and declared error",
          "[emit]") {
  std::vector<std::string> paths;
  for (const GeneratedFile& file :
       vgen::tool::emit::emit_json_schema(vgen::tool::test::sample_model(), {}))
    paths.push_back(file.path);
  CHECK(paths == std::vector<std::string>{
                     "json_schema/ChangeOrder.schema.json",
                     "json_schema/ChangeOrderInput.schema.json",
                     "json_schema/ClosedProblem.schema.json",
                     "json_schema/ListOrders.schema.json",
                     "json_schema/ListOrdersInput.schema.json",
                     "json_schema/ListOrdersOutput.schema.json",
                     "json_schema/MissingProblem.schema.json",
                     "json_schema/Order.schema.json",
                     "json_schema/OrderId.schema.json",
                     "json_schema/OrderInput.schema.json",
                     "json_schema/State.schema.json",
                 });
}

TEST_CASE("json_schema: each file holds the schemas that it refers to", "[emit]") {
  const auto files = vgen::tool::emit::emit_json_schema(vgen::tool::test::sample_model(), {});
  CHECK(text_of(files, "Order") == Json::parse(R"({
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:vgen:schema:shop:Order",
    "description": "An order.",
    "type": "object",
    "properties": {"id": {"$ref": "#/$defs/OrderId"}, "note": {"type": "string", "maxLength": 40},
     "state": {"$ref": "#/$defs/State"}},
    "required": ["id", "state"],
    "additionalProperties": false,
    "$defs": {
      "OrderId": {"description": "The number of an order.", "type": "integer", "format": "int64",
       "minimum": 1, "maximum": 9007199254740991},
      "State": {"description": "Where an order stands.\n\n- `open`\n- `paid`: The money is there.",
       "type": "string", "enum": ["open", "paid"]}
    }
  })"));
  const Json input = text_of(files, "ChangeOrderInput");
  CHECK(input["$ref"] == "#/$defs/ChangeOrder");
  CHECK(input["$defs"].size() == 4);
  CHECK(text_of(files, "MissingProblem")["$defs"].size() == 1);
}

TEST_CASE("json_schema: an input that is called like its alias is written once", "[emit]") {
  auto api = vgen::tool::test::sample_model();
  auto& change = api.structs.at(2);
  change.name = change.input_name = "ChangeOrderInput";
  const auto files = vgen::tool::emit::emit_json_schema(api, {});
  CHECK(std::ranges::count(files, "json_schema/ChangeOrderInput.schema.json",
                           &GeneratedFile::path) == 1);
  CHECK(text_of(files, "ChangeOrderInput")["type"] == "object");
}

TEST_CASE("json_schema: names that differ in case only are different files", "[emit]") {
  vgen::tool::model::ApiModel api = vgen::tool::test::sample_model();
  api.enums.front().name = "order";
  std::vector<std::string> paths;
  for (const GeneratedFile& file : vgen::tool::emit::emit_json_schema(api, {}))
    paths.push_back(file.path);
  CHECK(std::ranges::count(paths, "json_schema/Order.schema.json") == 1);
  CHECK(std::ranges::count(paths, "json_schema/order-2.schema.json") == 1);
  CHECK(std::ranges::count(paths, "json_schema/order.schema.json") == 0);
}

TEST_CASE("json_schema: names are ASCII, and the title is the name of the type", "[emit]") {
  vgen::tool::model::ApiModel api = vgen::tool::test::sample_model();
  api.enums.front().name = "Größe";
  const Json schema = text_of(vgen::tool::emit::emit_json_schema(api, {}), "Groesse");
  CHECK(schema["$id"] == "urn:vgen:schema:shop:Groesse");
  CHECK(schema["title"] == "Größe");
}
