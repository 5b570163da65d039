#include <vgen/json/any.hpp>

#include <vgen/json/types.hpp>

#include "sample.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

using nlohmann::json;

TEST_CASE("any: every kind of value there and back", "[json]") {
  for (const char* const text :
       {"null", "true", "false", "0", "-1", "18446744073709551615", "-9223372036854775808", "0.5",
        "-1e+300", R"("a\"\u0001ü")", "[]", "{}", R"([1,[2,{"a":null}],"x"])",
        R"({"a":{"b":[true,0.25]},"c":""})"}) {
    INFO(text);
    const json value = value_of<json>(text);
    CHECK(value == json::parse(text));
    CHECK(vgen::json::to_json(value) == text);
    CHECK(value_of<json>(vgen::json::to_json(value)) == value);
  }
  CHECK(value_of<json>("5").is_number_unsigned());
  CHECK(value_of<json>("-5").is_number_integer());
  CHECK(value_of<json>("5.0").is_number_float());
  CHECK(value_of<json>("5e0").is_number_float());
  CHECK(value_of<json>("18446744073709551616") == json(18446744073709551616.0));
  CHECK(value_of<json>("-0").dump() == "-0.0");
  CHECK(value_of<json>(" { \"\\u0061\" : [ 1 , 2 ] } ") == json::parse(R"({"a":[1,2]})"));
  CHECK(value_of<std::optional<json>>("null") == std::optional(json(nullptr)));
  CHECK(value_of<std::vector<json>>("[1,null]") == std::vector<json>{1u, nullptr});
}

TEST_CASE("any: what is refused", "[json]") {
  CHECK(faults_of<json>(R"({"a":[{"b":1,"\u0062":2,"b":[]}]})") ==
        std::vector{fault("/a/0/b", "duplicate", "", "is given more than once"),
                    fault("/a/0/b", "duplicate", "", "is given more than once")});
  CHECK(faults_of<json>("[1e400]") ==
        std::vector{fault("/0", "maximum", "1.7976931348623157e+308",
                          "must be at most 1.7976931348623157e+308")});
  CHECK(faults_of<json>(R"({"x/y":-1e400})")[0] ==
        fault("/x~1y", "minimum", "-1.7976931348623157e+308",
              "must be at least -1.7976931348623157e+308"));
  for (const char* const text : {"", "x", "nul", "01", "-", "1.", "+1", "NaN", "[1,]", "{\"a\"}",
                                 "{\"a\":1,}", "[1 2]", "\"a", "{a:1}", "'a'", "tru", "[", "1 1"}) {
    INFO(text);
    CHECK(code_of<json>(text) == "syntax");
  }
  CHECK(code_of<json>("\"\xFF\"") == "encoding");
  CHECK(code_of<json>(R"("\ud800")") == "encoding");
  CHECK(code_of<json>("{\"\xFF\":1}") == "encoding");
  CHECK(code_of<json>(std::string(100'000, '[')) == "depth");
  std::string objects;
  for (int i = 0; i < 1'000; ++i) objects += R"({"a":)";
  CHECK(code_of<json>(objects) == "depth");
  std::string items = "[0";
  for (int i = 0; i < 100'000; ++i) items += ",0";
  CHECK(code_of<json>(items + "]") == "size");
}

TEST_CASE("any: what cannot be written", "[json]") {
  using vgen::json::to_json;
  CHECK_THROWS_WITH(to_json(json{{"a", "\xFF"}}),
                    "cannot be written as JSON: a: a string that is not valid UTF-8");
  CHECK_THROWS_WITH(to_json(json{{"\xFF", 1}}), Catch::Contains("not valid UTF-8"));
  CHECK_THROWS_WITH(to_json(json(std::nan(""))),
                    "cannot be written as JSON: a number that is not finite");
  CHECK_THROWS_WITH(to_json(json::binary({1, 2})),
                    "cannot be written as JSON: a value that JSON does not have");
  CHECK_THROWS_WITH(to_json(json(json::value_t::discarded)),
                    "cannot be written as JSON: a value that JSON does not have");
}

TEST_CASE("any: beside other kinds", "[json]") {
  using Wide = std::variant<json>;
  CHECK(value_of<Wide>("[1]") == Wide{json::array({1u})});
  CHECK(value_of<std::pair<json, int>>("[{},1]") == std::pair<json, int>{json::object(), 1});
}
