#include "test/unit/analysis/declared.hpp"

#include <catch2/catch.hpp>

namespace vgen::tool::test {
namespace {

using Messages = std::vector<std::string>;
using model::Binding;
using model::BodyUse;
using model::Place;

/// A function `shop::put` of a struct {id, key, name, tags}, on one route.
Analysed analyse_route(const frontend::DeclaredValue& wired) {
  ApiBuilder builder;
  builder.add_struct("shop::In",
                     {field("id", builtin("int")), field("key", text()), field("name", text()),
                      field("tags", library("std::vector", {text()}))});
  builder.add_function("shop::put", own("shop::In"), builtin("void"));
  return analyse(builder.add_routes({wired}).api);
}

model::HttpRoute only_operation(const Analysed& analysed) {
  REQUIRE(analysed.messages == Messages{});
  return std::get<model::HttpRoute>(analysed.api->doors.at(0));
}

TEST_CASE("binding: path, header, and the rest from the body", "[analysis]") {
  const auto key =
      braced({member("", string_value("X-Key")), member("", member_pointer("shop::In", "key"))});
  const auto operation = only_operation(analyse_route(
      route("put", "/things/{id}", "shop::put", {member("headers", braced({member("", key)}))})));
  model::HttpRoute expected{
      {.name = "put", .wire_name = "put", .policy = {.tags = {"things"}}, .location = {}}};
  expected.method = model::HttpMethod::put;
  expected.path = "/things/{id}";
  expected.path_parameters = {"id"};
  expected.bindings = {{0, Place::path, "id"},
                       {1, Place::header, "X-Key"},
                       {2, Place::body, "name"},
                       {3, Place::body, "tags"}};
  expected.body = BodyUse::fields;
  expected.body_required = true;
  expected.status = 204;
  CHECK(operation == expected);
}

TEST_CASE("binding: GET reads the rest from the query", "[analysis]") {
  const auto operation = only_operation(analyse_route(route("get", "/things/{id}", "shop::put")));
  CHECK(operation.bindings == std::vector<Binding>{{0, Place::path, "id"},
                                                   {1, Place::query, "key"},
                                                   {2, Place::query, "name"},
                                                   {3, Place::query, "tags"}});
  CHECK(operation.body == BodyUse::none);
}

TEST_CASE("binding: nothing bound elsewhere is the whole body", "[analysis]") {
  CHECK(only_operation(analyse_route(route("post", "/things", "shop::put"))).body ==
        BodyUse::whole);
}

TEST_CASE("binding: a list cannot stand in the path", "[analysis]") {
  CHECK(analyse_route(route("post", "/things/{tags}", "shop::put")).messages ==
        Messages{"VG3006 'tags' cannot be read from the path: it is a list, and a path "
                 "parameter has one value"});
}

TEST_CASE("binding: an input that is not a struct is the whole body", "[analysis]") {
  ApiBuilder builder;
  builder.add_function("shop::sum", library("std::vector", {builtin("int")}), builtin("int"))
      .add_routes({route("post", "/sum", "shop::sum")});
  const auto operation = only_operation(analyse(builder.api));
  CHECK(operation.body == BodyUse::whole);
  CHECK(operation.body_required);
}

TEST_CASE("routes: a group gives prefix, tags and auth", "[analysis]") {
  ApiBuilder builder;
  builder.add_function("shop::ping", builtin("void"), builtin("void"));
  builder.api.functions[0].form = frontend::FunctionForm::api_function_optional_session;
  builder.api.functions[0].arguments.push_back(own("shop::Session"));
  const auto group =
      braced({member("prefix", string_value("/api")),
              member("tags", braced({member("", string_value("admin"))})),
              member("auth", {.value = frontend::BooleanValue{true}, .range = {}}),
              member("routes", braced({member("", route("get", "/ping", "shop::ping"))}))});
  builder.api.wirings.push_back({.kind = frontend::WiringKind::http_group,
                                 .variable = "shop::group",
                                 .arguments = {},
                                 .elements = {group},
                                 .range = {}});
  const auto operation = only_operation(analyse(builder.api));
  CHECK(operation.path == "/api/ping");
  CHECK(operation.policy.tags == std::vector<std::string>{"admin"});
  CHECK(operation.policy.needs_session);
}

TEST_CASE("routes: a fault inside of a path is told at its characters", "[analysis]") {
  ApiBuilder builder;
  builder.add_struct("shop::In", {field("id", builtin("int"))})
      .add_function("shop::put", own("shop::In"), builtin("void"));
  auto wired = route("post", "/", "shop::put");
  std::get<frontend::BracedValue>(wired.value).members[1] =
      member("path", string_value("/things/{idd}", at(57, 43, 15)));
  Diagnostics diagnostics;
  analysis::analyse(builder.add_routes({wired}).api, {}, diagnostics);
  REQUIRE(diagnostics.list().size() == 1);
  CHECK(diagnostics.list()[0] ==
        Diagnostic{.severity = Severity::error,
                   .code = "VG3004",
                   .message = "path parameter 'idd' is not a member of 'shop::In'",
                   .range = at(57, 53, 3),
                   .notes = {{.message = "'shop::In' is declared here", .range = at(1)}},
                   .help = "did you mean 'id'?"});
}

TEST_CASE("routes: one operation may have a name of its own", "[analysis]") {
  ApiBuilder builder;
  builder.add_function("shop::ping", builtin("void"), builtin("void"));
  builder.add_routes(
      {route("get", "/ping", "shop::ping"),
       route("post", "/ping", "shop::ping", {member("name", string_value("post_ping"))})});
  const Analysed result = analyse(builder.api);
  REQUIRE(result.api);
  CHECK(model::base(result.api->doors[1]).wire_name == "postPing");
}

}  // namespace
}  // namespace vgen::tool::test
