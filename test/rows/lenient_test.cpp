#include "api.gen.hpp"
#include "test/rows/answers.hpp"

#include <vgen/runtime.hpp>
#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

using nlohmann::json;
using vgen::testing::faults;
using vgen::testing::schema;

namespace lenient {

struct Services {};

Note echo(Services&, Note in) {
  return in;
}

nlohmann::json last(Services&, std::vector<nlohmann::json> in) {
  return in.back();
}

std::string anything(Services&, Anything in) {
  return in.path;
}

}  // namespace lenient

TEST_CASE("lenient: null for an optional counts as left out, and the schema says the same",
          "[rows]") {
  struct Nothing {
  } nothing;
  vgen::testing::Client client{
      lenient::api(nothing, [](Nothing&, vgen::Call&) { return lenient::Services{}; })};

  CHECK(client.post("/notes", R"({"text":null})").body == R"({"count":3})");
  CHECK(client.post("/notes", R"({"text":"a"})").body == R"({"text":"a","count":3})");
  CHECK(faults(client.post("/notes", R"({"text":"","count":null})")) ==
        json::parse(R"([{"in": "body", "pointer": "/text", "code": "minLength", "limit": 1},
                        {"in": "body", "pointer": "/count", "code": "type",
                         "limit": "integer"}])"));
  CHECK(schema("NoteInput").at("properties").at("text") ==
        json{{"type", {"string", "null"}}, {"minLength", 1}});
  CHECK(schema("Note").at("properties").at("text") == json{{"type", "string"}, {"minLength", 1}});
}

TEST_CASE("lenient: documents and text come before a route that takes every path", "[rows]") {
  struct Nothing {
  } nothing;
  vgen::testing::Client client{
      lenient::api(nothing, [](Nothing&, vgen::Call&) { return lenient::Services{}; })};

  CHECK(client.get("/").body == R"("")");
  CHECK(client.get("/a/b").body == R"("a/b")");
  CHECK(client.get("/notes").body == R"("notes")");
  CHECK(client.get("/healthz").body == R"({"status":"ok"})");
  CHECK(client.get("/openapi.json").body.starts_with("{"));
  CHECK(client.post("/healthz", "{}").status == 405);
}

TEST_CASE("lenient: a header may only declare nlohmann::json", "[rows]") {
  struct Nothing {
  } nothing;
  vgen::testing::Client client{
      lenient::api(nothing, [](Nothing&, vgen::Call&) { return lenient::Services{}; })};

  CHECK(client.post("/last", R"([1,{"a":[true]}])").body == R"({"a":[true]})");
}
