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

/// A member of `Tagged`: a value that its tag accepts, a value that it refuses, and the texts in
/// the fault and in the schema.
struct Case {
  std::string member;
  std::string accepted;
  std::string refused;
  std::string code;
  json limit;
};

const Case cases[] = {
    {"minimum", "3", "2", "minimum", 3},
    {"maximum", "9", "10", "maximum", 9},
    {"exclusive_minimum", "4", "3", "exclusiveMinimum", 3},
    {"exclusive_maximum", "0.25", "0.5", "exclusiveMaximum", 0.5},
    {"multiple_of", "-15", "7", "multipleOf", 5},
    {"decimal_multiple_of", "0.3", "0.25", "multipleOf", 0.1},
    {"min_length", R"("äö")", R"("ä")", "minLength", 2},
    {"max_length", R"("äöü")", R"("abcd")", "maxLength", 3},
    {"pattern", R"("ab-12")", R"("ab-123")", "pattern", R"(^[a-z]+-\d{2}$)"},
    {"email", R"("ada@example.com")", R"("ada.example.com")", "format", "email"},
    {"uri", R"("https://example.com/a?b#c")", R"("//example.com")", "format", "uri"},
    {"uuid", R"("6ba7b810-9dad-11d1-80b4-00c04fd430c8")",
     R"("6ba7b810-9dad-11d1-80b4-00c04fd430c")", "format", "uuid"},
    {"date", R"("2024-02-29")", R"("2025-02-29")", "format", "date"},
    {"date_time", R"("2026-11-20T14:30:00.5+01:00")", R"("2026-11-20T14:30:00")", "format",
     "date-time"},
    {"time", R"("14:30:00Z")", R"("24:30:00Z")", "format", "time"},
    {"ipv4", R"("192.0.2.255")", R"("192.0.2.256")", "format", "ipv4"},
    {"ipv6", R"("2001:db8::1")", R"("2001:db8::1::2")", "format", "ipv6"},
    {"hostname", R"("a-b.example.com")", R"("-a.example.com")", "format", "hostname"},
    {"min_items", "[1,2]", "[1]", "minItems", 2},
    {"max_items", "[1,2]", "[1,2,3]", "maxItems", 2},
    {"unique_items", R"(["a","b"])", R"(["a","b","a"])", "uniqueItems", true},
    {"min_properties", R"({"a":1})", "{}", "minProperties", 1},
    {"max_properties", R"({"a":1})", R"({"a":1,"b":2})", "maxProperties", 1},
};

}  // namespace

TEST_CASE("constraints: each tag accepts, refuses, and stands in the schema", "[rows]") {
  Fixture f;
  const json properties = schema("Tagged").at("properties");
  for (const Case& row : cases) {
    INFO(row.member);
    const auto accepted = f.client.post("/tagged", "{\"" + row.member + "\":" + row.accepted + "}");
    CHECK(accepted.status == 200);
    CHECK(accepted.body == "{\"" + row.member + "\":" + row.accepted + "}");

    json fault = {
        {"in", "body"}, {"pointer", "/" + row.member}, {"code", row.code}, {"limit", row.limit}};
    CHECK(faults(f.client.post("/tagged", "{\"" + row.member + "\":" + row.refused + "}")) ==
          json::array({fault}));

    CHECK(properties.at(row.member).at(row.code) == row.limit);
  }
}

TEST_CASE("constraints: digits on the wire", "[rows]") {
  Fixture f;
  CHECK(f.client.post("/tagged", R"({"wire":"18446744073709551615"})").body ==
        R"({"wire":"18446744073709551615"})");
  CHECK(
      faults(f.client.post("/tagged", R"({"wire":7})")) ==
      json::array({{{"in", "body"}, {"pointer", "/wire"}, {"code", "type"}, {"limit", "string"}}}));
  CHECK(schema("Tagged").at("properties").at("wire").at("type") == "string");
}

TEST_CASE("constraints: no member of the header lacks a case", "[rows]") {
  const json properties = schema("Tagged").at("properties");
  CHECK(properties.size() == std::size(cases) + 1);
}
