#include "tools/vgen/commands/configuration.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace vgen::tool;
using commands::Configuration;

namespace {

Configuration read(std::string_view text) {
  Diagnostics diagnostics;
  Configuration configuration = commands::read_configuration(text, "vgen.json", diagnostics);
  CHECK(diagnostics.list().empty());
  return configuration;
}

}  // namespace

TEST_CASE("configuration: an empty one is the default", "[commands]") {
  CHECK(read("{}") == Configuration{});
}

TEST_CASE("configuration: every key", "[commands]") {
  Configuration expected;
  expected.api.information = {
      .title = "Todos",
      .version = "1.2.0",
      .description = "What is to be done.",
      .contact = model::Contact{.name = "Ada", .url = "https://a.example", .email = "a@a.example"},
      .license = model::License{.name = "MIT", .identifier = "MIT", .url = "https://l.example"},
      .servers = {{.url = "https://api.example", .description = "Live."}},
      .tags = {{.name = "todos", .description = "Todos."}}};
  expected.api.policies = {
      .ignore_unknown_members = true,
      .null_as_absent = true,
      .openapi_version = "3.2",
      .openapi_path = "/reference.json",
      .asyncapi_path = "/events.json",
      .docs_path = "/reference",
      .rpc_path = "/rpc",
      .limits = {.body = 1, .depth = 2, .items = 3, .string = 4, .faults = 5, .frame = 6}};
  expected.api.wire_case = analysis::WireCase::camel;
  expected.emit = {"cpp", "openapi"};
  expected.out = "generated";
  expected.roots = {"include"};
  expected.repository = "github:ada/todos";
  expected.problem_form = emit::ProblemForm{.media_type = "application/vnd.todo+json",
                                            .schema = R"({"type":"object"})"};

  CHECK(read(R"({
    "$schema": "vgen_config.schema.json",
    "title": "Todos", "version": "1.2.0", "description": "What is to be done.",
    "contact": {"name": "Ada", "url": "https://a.example", "email": "a@a.example"},
    "license": {"name": "MIT", "identifier": "MIT", "url": "https://l.example"},
    "servers": [{"url": "https://api.example", "description": "Live."}],
    "tags": [{"name": "todos", "description": "Todos."}],
    "wire_case": "camel", "unknown_members": "ignore", "null_as_absent": true,
    "limits": {"body": 1, "depth": 2, "items": 3, "string": 4, "faults": 5, "frame": 6},
    "openapi": "3.2", "rpc_path": "/rpc", "openapi_path": "/reference.json",
    "asyncapi_path": "/events.json",
    "docs_path": "/reference",
    "emit": ["cpp", "openapi"], "out": "generated", "roots": ["include"],
    "repository": "github:ada/todos",
    "problem_schema": {"media_type": "application/vnd.todo+json", "schema": {"type": "object"}}
  })") == expected);
}

TEST_CASE("configuration: the form of errors", "[commands]") {
  const auto form = [](const std::string& value) {
    return read(R"({"problem_schema": )" + value + "}").problem_form;
  };
  CHECK(form(R"({"schema": {}})") ==
        emit::ProblemForm{.media_type = "application/json", .schema = "{}"});
  // A member of this name is not a reference.
  CHECK(form(R"({"schema": {"properties": {"$ref": {"type": "string"}}}})")->schema ==
        R"({"properties":{"$ref":{"type":"string"}}})");

  const auto fault = [](const std::string& value) {
    Diagnostics diagnostics;
    commands::read_configuration(R"({"problem_schema": )" + value + "}", "vgen.json", diagnostics);
    REQUIRE(diagnostics.list().size() == 1);
    return diagnostics.list().front().message;
  };
  CHECK(fault("7") == "'problem_schema' must be an object");
  CHECK(fault("{}") == "'problem_schema' must have the member 'schema'");
  CHECK(fault(R"({"schema": []})") == "'problem_schema/schema' must be a JSON Schema: an object");
  CHECK(fault(R"({"schema": {}, "mediaType": "a/b"})") == "unknown key 'mediaType'");
  CHECK(fault(R"({"schema": {"allOf": [{"$dynamicRef": "#x"}]}})") ==
        "'problem_schema/schema/allOf/0/$dynamicRef' must not be there: write the schema out, "
        "without references");
  for (const char* wrong : {"", "json", "/", "a/", "/b", "a/b/c", "a/b; c=d", "a b/c", "a/b\\n"})
    CHECK(fault(std::string(R"({"schema": {}, "media_type": ")") + wrong + "\"}") ==
          "'problem_schema/media_type' must be a media type such as \"application/json\"");
}
