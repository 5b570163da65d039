#include "tools/vgen/emit/openapi/openapi.hpp"

#include "test/unit/emit/sample_model.hpp"
#include "tools/vgen/emit/output/json_value.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace vgen::tool::model;
using vgen::tool::emit::Json;

Json openapi(const ApiModel& api) {
  const auto files = vgen::tool::emit::emit_openapi(api, {});
  REQUIRE(files.size() == 1);
  CHECK(files[0].path == "openapi.json");
  return Json::parse(files[0].text);
}

Json json(const char* text) {
  return Json::parse(text);
}

std::vector<std::string> names(const Json& object) {
  std::vector<std::string> list;
  for (const auto& [name, value] : object.items()) list.push_back(name);
  return list;
}

}  // namespace

TEST_CASE("openapi: the head, in the usual order", "[emit]") {
  Json document = openapi(vgen::tool::test::sample_model());
  CHECK(names(document) == std::vector<std::string>{"openapi", "info", "servers", "security",
                                                    "tags", "paths", "components"});
  document.erase("paths");
  document.erase("components");
  CHECK(document == json(R"({
    "openapi": "3.1.1",
    "info": {
      "title": "shop", "version": "0.1.0", "description": "The operations of shop.",
      "contact": {"name": "The authors of shop"},
      "license": {"name": "All rights reserved"}
    },
    "servers": [{"url": "/", "description": "The server that serves this document."}],
    "security": [],
    "tags": [{"name": "orders", "description": "The operations of orders."},
     {"name": "shop", "description": "The operations of shop."}]
  })"));
}

TEST_CASE("openapi: all errors have the form that the configuration gives", "[emit]") {
  const Json document =
      Json::parse(vgen::tool::emit::emit_openapi(
                      vgen::tool::test::sample_model(),
                      {.problem_form =
                           vgen::tool::emit::ProblemForm{
                               .media_type = "application/vnd.shop+json",
                               .schema = R"({"type": "object", "required": ["error"]})"}})
                      .front()
                      .text);
  const Json content = json(
      R"({"application/vnd.shop+json": {"schema": {"$ref": "#/components/schemas/Problem"}}})");
  int answers = 0;
  for (const auto& [path, operations] : document["paths"].items()) {
    for (const auto& [method, operation] : operations.items()) {
      for (const auto& [status, response] : operation["responses"].items()) {
        if (status.starts_with('2') || response.contains("$ref")) continue;
        CAPTURE(path, method, status);
        CHECK(response["content"] == content);
        ++answers;
      }
    }
  }
  CHECK(answers == 2);
  // A choice of two errors. No description names a member that the form does not have.
  CHECK(document["paths"]["/orders/{id}"]["patch"]["responses"]["422"]["description"] ==
        "- Closed.\n- The input breaks its rules.");
  CHECK(document["components"]["responses"]["Failed"]["description"] ==
        "The request was refused or the server failed for another reason.");
  for (const auto& [name, response] : document["components"]["responses"].items())
    CHECK(response["content"] == content);
  CHECK(document["components"]["schemas"]["Problem"] ==
        json(R"({"type": "object", "required": ["error"]})"));
  CHECK(names(document["components"]["schemas"]) ==
        std::vector<std::string>{"ChangeOrderBody", "Order", "OrderId", "OrderInput", "Problem",
                                 "State"});
}

TEST_CASE("openapi: an operation with parameters", "[emit]") {
  CHECK(openapi(vgen::tool::test::sample_model())["paths"]["/orders"] == json(R"({"get": {
    "tags": ["orders"],
    "summary": "All orders.",
    "description": "All orders.\n\nThe *newest* first.",
    "operationId": "listOrders",
    "parameters": [
      {"name": "states", "in": "query", "description": "Only orders in one of these states.",
       "style": "form", "explode": true,
       "schema": {"type": "array", "items": {"$ref": "#/components/schemas/State"},
        "uniqueItems": true, "default": []}},
      {"name": "X-Trace", "in": "header", "schema": {"type": "string"}}
    ],
    "responses": {
      "200": {"description": "OK",
       "content": {"application/json": {"schema": {"type": "array",
         "items": {"$ref": "#/components/schemas/Order"}}}}},
      "422": {"$ref": "#/components/responses/Validation"},
      "default": {"$ref": "#/components/responses/Failed"}
    }
  }})"));
}

TEST_CASE("openapi: an operation with a body of some fields, a session and declared errors",
          "[emit]") {
  CHECK(openapi(vgen::tool::test::sample_model())["paths"]["/orders/{id}"] == json(R"({"patch": {
    "tags": ["shop"],
    "summary": "Change order",
    "description": "Change order\n\nDeprecated: orders are final",
    "operationId": "changeOrder",
    "deprecated": true,
    "parameters": [
      {"name": "id", "in": "path", "description": "The number of an order.", "required": true,
       "schema": {"$ref": "#/components/schemas/OrderId"}}
    ],
    "requestBody": {"required": true,
     "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ChangeOrderBody"}}}},
    "responses": {
      "204": {"description": "No content"},
      "400": {"$ref": "#/components/responses/Malformed"},
      "401": {"$ref": "#/components/responses/Unauthorized"},
      "404": {"description": "There is no such order.",
              "content": {"application/problem+json": {
                "schema": {"$ref": "#/components/schemas/MissingProblem"}}}},
      "413": {"$ref": "#/components/responses/PayloadTooLarge"},
      "415": {"$ref": "#/components/responses/UnsupportedMediaType"},
      "422": {"description": "- Closed.\n- The input breaks its rules: `errors` lists the faults.",
              "content": {"application/problem+json": {"schema": {
                "oneOf": [{"$ref": "#/components/schemas/ClosedProblem"},
                          {"$ref": "#/components/schemas/ValidationProblem"}],
                "discriminator": {"propertyName": "type", "mapping": {
                  "urn:shop:closed": "#/components/schemas/ClosedProblem",
                  "urn:vgen:validation": "#/components/schemas/ValidationProblem"}}}}}},
      "default": {"$ref": "#/components/responses/Failed"}
    }
  }})"));
}

TEST_CASE("openapi: components are sorted, and none is unused", "[emit]") {
  const Json document = openapi(vgen::tool::test::sample_model());
  const Json& components = document["components"];
  CHECK(names(components["schemas"]) == std::vector<std::string>{"ChangeOrderBody", "ClosedProblem",
                                                                 "Fault", "MissingProblem", "Order",
                                                                 "OrderId", "OrderInput", "Problem",
                                                                 "State", "ValidationProblem"});
  CHECK(names(components["responses"]) ==
        std::vector<std::string>{"Failed", "Malformed", "PayloadTooLarge", "Unauthorized",
                                 "UnsupportedMediaType", "Validation"});
  CHECK(components["schemas"]["MissingProblem"] == json(R"({
    "description": "There is no such order.",
    "type": "object",
    "properties": {
      "type": {"type": "string", "const": "urn:shop:missing", "enum": ["urn:shop:missing"]},
      "title": {"type": "string", "examples": ["Missing"]},
      "status": {"type": "integer", "const": 404, "enum": [404]},
      "detail": {"type": "string"},
      "instance": {"type": "string", "format": "uri-reference"},
      "request_id": {"type": "string"},
      "id": {"$ref": "#/components/schemas/OrderId"}
    },
    "required": ["type", "title", "status", "id"],
    "additionalProperties": false
  })"));
  CHECK(components["responses"]["Malformed"] == json(R"({
    "description": "The body is not valid JSON.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
  })"));
}

TEST_CASE("openapi: the author's names come before vgen's", "[emit]") {
  ApiModel api = vgen::tool::test::sample_model();
  api.structs.at(3).name = "Unauthorized";  // the error Missing
  api.functions.at(1).errors.at(0).status = 401;
  api.enums.at(0).name = "Problem";
  api.aliases.at(0).name = "ChangeOrderBody";
  const Json document = openapi(api);
  CHECK(names(document["components"]["schemas"]) ==
        std::vector<std::string>{"ChangeOrderBody", "ChangeOrderBody2", "ClosedProblem", "Fault",
                                 "Order", "OrderInput", "Problem", "Problem2",
                                 "UnauthorizedProblem", "UnauthorizedProblem2",
                                 "ValidationProblem"});
  CHECK(document["paths"]["/orders/{id}"]["patch"]["responses"]["401"]["content"]
                ["application/problem+json"]["schema"]["oneOf"] ==
        json(R"([{"$ref": "#/components/schemas/UnauthorizedProblem"}, )"
             R"({"$ref": "#/components/schemas/UnauthorizedProblem2"}])"));
  CHECK(document["components"]["schemas"]["UnauthorizedProblem2"]["properties"]["type"]["const"] ==
        "urn:vgen:unauthorized");
}

TEST_CASE("openapi: whole bodies that are not a struct, functions without input and output",
          "[emit]") {
  ApiModel api = vgen::tool::test::sample_model();
  api.functions.at(0).input = api.functions.at(0).output;
  vgen::tool::test::http_route(api, 0).method = HttpMethod::put;
  vgen::tool::test::http_route(api, 0).bindings.clear();
  vgen::tool::test::http_route(api, 0).body = BodyUse::whole;
  api.functions.at(1).input.reset();
  api.functions.at(1).errors.clear();
  vgen::tool::test::http_route(api, 1).bindings.clear();
  vgen::tool::test::http_route(api, 1).body = BodyUse::none;
  vgen::tool::test::http_route(api, 1).policy.needs_session = false;
  const Json document = openapi(api);
  const Json& put = document["paths"]["/orders"]["put"];
  CHECK(put["requestBody"] ==
        json(R"({"content": {"application/json": {"schema": {"type": "array", )"
             R"("items": {"$ref": "#/components/schemas/OrderInput"}}}}})"));
  CHECK(names(put["responses"]) ==
        std::vector<std::string>{"200", "400", "413", "415", "422", "default"});
  const Json& patch = document["paths"]["/orders/{id}"]["patch"];
  CHECK_FALSE(patch.contains("requestBody"));
  CHECK_FALSE(patch.contains("parameters"));
  CHECK(names(patch["responses"]) == std::vector<std::string>{"204", "default"});
}

TEST_CASE("openapi: an API without operations", "[emit]") {
  ApiModel api;
  api.information = {.title = "nothing", .version = "1.2.3", .description = "To come."};
  const Json document = openapi(api);
  CHECK(document["info"]["description"] == "To come.");
  CHECK(document["paths"] == Json::object());
  CHECK_FALSE(document.contains("tags"));
  CHECK_FALSE(document.contains("components"));
}

TEST_CASE("openapi: the rest of a path is marked, because OpenAPI cannot say it", "[emit]") {
  ApiModel api = vgen::tool::test::sample_model();
  vgen::tool::test::http_route(api, 1).path = "/orders/{id...}";
  const Json document = openapi(api);
  CHECK(names(document["paths"]) == std::vector<std::string>{"/orders", "/orders/{id}"});
  const Json parameter = document["paths"]["/orders/{id}"]["patch"]["parameters"][0];
  CHECK(parameter["name"] == "id");
  CHECK(parameter["x-rest"] == true);
  CHECK_FALSE(document.contains("x-rest-paths"));
}

TEST_CASE("openapi: a rest beside a parameter is an extension, because both are one path",
          "[emit]") {
  ApiModel api = vgen::tool::test::sample_model();
  HttpRoute& changing = vgen::tool::test::http_route(api, 1);
  HttpRoute rest = changing;
  rest.name = "change_orders";
  rest.wire_name = "changeOrders";
  rest.path = "/orders/{id...}";
  api.doors.emplace_back(rest);
  Json document = openapi(api);
  CHECK(names(document["paths"]) == std::vector<std::string>{"/orders", "/orders/{id}"});
  CHECK(document["paths"]["/orders/{id}"]["patch"]["operationId"] == "changeOrder");
  CHECK(names(document["x-rest-paths"]) == std::vector<std::string>{"/orders/{id...}"});
  CHECK(document["x-rest-paths"]["/orders/{id...}"]["patch"]["operationId"] == "changeOrders");

  // Another method of the same path has a place there, unless its parameter has another name.
  vgen::tool::test::http_route(api, 2).method = HttpMethod::put;
  document = openapi(api);
  CHECK(names(document["paths"]["/orders/{id}"]) == std::vector<std::string>{"patch", "put"});
  CHECK_FALSE(document.contains("x-rest-paths"));
  vgen::tool::test::http_route(api, 2).path = "/orders/{order...}";
  CHECK(openapi(api).contains("x-rest-paths"));
}
