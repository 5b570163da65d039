#include "tools/vgen/commands/configuration.hpp"

#include <catch2/catch.hpp>

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
    "repository": "github:ada/todos"
  })") == expected);
}
