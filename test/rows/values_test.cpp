#include "test/rows/answers.hpp"
#include "test/rows/services.hpp"

#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <string>

using nlohmann::json;
using vgen::testing::faults;
using vgen::testing::schema;

namespace {

struct Fixture {
  rows::Nothing nothing;
  vgen::testing::Client client{rows::make_api(nothing)};
};

}  // namespace

TEST_CASE("digits: texts hold all that the types hold", "[rows]") {
  Fixture f;
  for (const std::string body :
       {R"({"unsigned_text":"18446744073709551615","signed_text":"-9223372036854775808"})",
        R"({"unsigned_text":"9007199254740993","signed_text":"9223372036854775807"})",
        R"({"number":9007199254740991,"signed_number":-9007199254740991})"}) {
    const auto answer = f.client.post("/digits", body);
    CHECK(answer.status == 200);
    CHECK(answer.body == body);
  }
}

TEST_CASE(
    "digits: beyond what the type or a number of JSON holds, input is refused and output is an "
    "error",
    "[rows]") {
  Fixture f;
  const auto refused = [&](const std::string& member, const std::string& value) {
    return faults(f.client.post("/digits", "{\"" + member + "\":" + value + "}"));
  };
  const auto fault = [](const std::string& member, const std::string& code, const json& limit) {
    json one = {{"in", "body"}, {"pointer", "/" + member}, {"code", code}};
    if (!limit.is_null()) one["limit"] = limit;
    return json::array({one});
  };
  CHECK(refused("number", "9007199254740992") == fault("number", "maximum", 9007199254740991));
  CHECK(refused("number", "9007199254740993") == fault("number", "maximum", 9007199254740991));
  CHECK(refused("signed_number", "-9007199254740993") ==
        fault("signed_number", "minimum", -9007199254740991));
  CHECK(refused("unsigned_text", R"("18446744073709551616")") ==
        fault("unsigned_text", "maximum", "18446744073709551615"));
  CHECK(refused("unsigned_text", "9007199254740993") == fault("unsigned_text", "type", "string"));
  CHECK(f.client.get("/too-large").status == 500);
}

TEST_CASE("states: absent, null and a value are three for a patch, two for an optional", "[rows]") {
  Fixture f;
  CHECK(f.client.patch("/states", "{}").body ==
        R"({"patch":"absent","number":"absent","optional":"absent"})");
  CHECK(f.client.patch("/states", R"({"patch":null,"number":null})").body ==
        R"({"patch":"null","number":"null","optional":"absent"})");
  CHECK(f.client.patch("/states", R"({"patch":"","number":0,"optional":""})").body ==
        R"({"patch":"value ","number":"value 0","optional":"value "})");
}

TEST_CASE("states: null for an optional is refused with a remedy, and the schema says the same",
          "[rows]") {
  Fixture f;
  const auto refused = f.client.patch("/states", R"({"optional":null})");
  CHECK(refused.status == 422);
  CHECK(json::parse(refused.body).at("errors") ==
        json::array({{{"in", "body"},
                      {"pointer", "/optional"},
                      {"code", "type"},
                      {"message", "null is not allowed here; leave the member out instead"}}}));
  const json properties = schema("States").at("properties");
  CHECK(properties.at("optional") == json{{"type", "string"}});
  CHECK(properties.at("patch") == json{{"type", {"string", "null"}}, {"maxLength", 5}});
  CHECK_FALSE(schema("States").contains("required"));
}

TEST_CASE("faults: five in one body are five entries", "[rows]") {
  Fixture f;
  const auto refused = f.client.post(
      "/orders",
      R"({"name":"","count":11,"words":["a","b","c"],"mail":"ada","extra":1,"paid":true})");
  CHECK(faults(refused) == json::parse(R"([
    {"in": "body", "pointer": "/name", "code": "minLength", "limit": 1},
    {"in": "body", "pointer": "/count", "code": "maximum", "limit": 10},
    {"in": "body", "pointer": "/words", "code": "maxItems", "limit": 2},
    {"in": "body", "pointer": "/mail", "code": "format", "limit": "email"},
    {"in": "body", "pointer": "/extra", "code": "unknown"}
  ])"));
}

TEST_CASE("defaults: what is left out of a body or a query is there", "[rows]") {
  Fixture f;
  const std::string all =
      R"({"text":"hello","count":3,"share":0.25,"flag":true,"level":"high","numbers":[1,2]})";
  CHECK(f.client.post("/defaults", "{}").body == all);
  CHECK(f.client.get("/defaults").body == all);
  const std::string some =
      R"({"text":"","count":4,"share":0.25,"flag":false,"level":"low","numbers":[]})";
  CHECK(
      f.client.post("/defaults", R"({"text":"","count":4,"flag":false,"level":"low","numbers":[]})")
          .body == some);
  CHECK(f.client.get("/defaults?text=&count=4&flag=false&level=low&numbers=7").body ==
        R"({"text":"","count":4,"share":0.25,"flag":false,"level":"low","numbers":[7]})");
}

TEST_CASE("defaults: the schema has them, and requires the members in output only", "[rows]") {
  const json input = schema("DefaultsInput");
  CHECK_FALSE(input.contains("required"));
  CHECK(input.at("properties").at("text").at("default") == "hello");
  CHECK(input.at("properties").at("count").at("default") == 3);
  CHECK(input.at("properties").at("share").at("default") == 0.25);
  CHECK(input.at("properties").at("flag").at("default") == true);
  CHECK(input.at("properties").at("level").at("default") == "high");
  CHECK(input.at("properties").at("numbers").at("default") == json{1, 2});
  CHECK(schema("Defaults").at("required") ==
        json{"text", "count", "share", "flag", "level", "numbers"});
}

TEST_CASE("paths: the rest of a path is decoded segment by segment", "[rows]") {
  Fixture f;
  CHECK(f.client.get("/raw/a/b%20c/d.txt").body == R"({"path":"a/b c/d.txt"})");
  CHECK(f.client.get("/raw/a%2Fb/%25").body == R"({"path":"a/b/%"})");
  CHECK(f.client.get("/raw/").body == R"({"path":""})");
  CHECK(f.client.get("/raw//a//").body == R"({"path":"/a//"})");
  CHECK(f.client.get("/raw/caf%C3%A9+").body == R"({"path":"café+"})");
  CHECK(f.client.get("/raw").status == 404);
  CHECK(faults(f.client.get("/raw/a/%zz")) ==
        json::parse(R"([{"in": "path", "pointer": "/path", "code": "encoding"}])"));
}

TEST_CASE("paths: text and parameters in one segment", "[rows]") {
  Fixture f;
  CHECK(f.client.get("/raw/a.json").body == R"({"name":"a"})");
  CHECK(f.client.get("/raw/a%2Fb.json").body == R"({"name":"a/b"})");
  CHECK(f.client.get("/raw/.json").body == R"({"path":".json"})");
  CHECK(f.client.get("/raw/x/a.json").body == R"({"path":"x/a.json"})");
  CHECK(f.client.get("/compare/v1.0...v1.1").body == R"({"base":"v1.0","head":"v1.1"})");
  CHECK(f.client.get("/compare/a%2E%2E%2Eb...c").body == R"({"base":"a...b","head":"c"})");
  CHECK(f.client.get("/compare/...c").status == 404);
  CHECK(f.client.get("/positions/52.5,-13.25").body == R"({"lat":52.5,"lon":-13.25})");
  CHECK(faults(f.client.get("/positions/91,x")) == json::parse(R"([
    {"in": "path", "pointer": "/lat", "code": "maximum", "limit": 90},
    {"in": "path", "pointer": "/lon", "code": "type", "limit": "number"}
  ])"));
  CHECK(f.client.get("/positions").body == "0");
}

TEST_CASE("paths: methods", "[rows]") {
  Fixture f;
  CHECK(f.client.request("PUT", "/raw/a.json", {}, "").body == R"({"path":"a.json"})");
  const auto refused = f.client.request("DELETE", "/raw/a.json", {}, "");
  CHECK(refused.status == 405);
  CHECK(refused.headers.find("Allow") == "GET, HEAD, PUT, OPTIONS");
  CHECK(f.client.request("DELETE", "/raw/a/b", {}, "").status == 405);
}

TEST_CASE("defaults: the documents have the defaults of the program, however they are written",
          "[rows]") {
  Fixture f;
  const json values = json::parse(f.client.post("/written", "{}").body);
  const json properties = schema("WrittenInput").at("properties");
  CHECK(properties.size() == values.size());
  for (const auto& [name, property] : properties.items()) {
    CAPTURE(name);
    REQUIRE(property.contains("default"));
    CHECK(property.at("default") == values.at(name));
  }
  CHECK(values.at("cut") == "a");
  CHECK(values.at("kept") == std::string("a\0b", 3));
}
