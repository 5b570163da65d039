#include "tools/vgen/emit/output/json_value.hpp"

#include <catch2/catch.hpp>

using vgen::tool::emit::Json;
using vgen::tool::emit::json_from_text;
using vgen::tool::emit::json_number;
using vgen::tool::emit::print_json;

TEST_CASE("json_value: numbers keep their digits", "[emit]") {
  for (const char* text :
       {"0", "-1", "0.10", "1e2", "1.0", "9007199254740993", "123456789012345678901234567890",
        "0.1234567890123456789012345", "1e400", "-0.0", "18446744073709551615"}) {
    CHECK(print_json(json_number(text)) == std::string(text) + "\n");
  }
}

TEST_CASE("json_value: a text becomes a value whose numbers keep their digits", "[emit]") {
  CHECK(print_json(json_from_text(R"({"b":[0.10,{"c":null}],"a":true,"t":"x"})")) ==
        "{\n  \"b\": [\n    0.10,\n    {\n      \"c\": null\n    }\n  ],\n  \"a\": true,\n  \"t\": "
        "\"x\"\n}\n");
  CHECK(json_from_text("[1,[2],[]]") == Json::array({1, Json::array({2}), Json::array()}));
}

TEST_CASE("json_value: what is not JSON is a string", "[emit]") {
  CHECK(json_from_text("spring-sale") == Json("spring-sale"));
  CHECK(json_from_text("[1,") == Json("[1,"));
  CHECK(json_from_text("") == Json(""));
}

TEST_CASE("json_value: empty structures stand on one line, broken UTF-8 is replaced", "[emit]") {
  CHECK(print_json({{"list", Json::array()}, {"object", Json::object()}, {"text", "a\xff\"\n"}}) ==
        "{\n  \"list\": [],\n  \"object\": {},\n  \"text\": \"a\xEF\xBF\xBD\\\"\\n\"\n}\n");
}
