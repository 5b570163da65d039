#include <vgen/json/tuple.hpp>

#include <vgen/json/types.hpp>

#include "sample.hpp"

#include <map>

using vgen::json::as_digits;
using vgen::json::each;
using vgen::json::rules;

namespace {

using Triple = std::tuple<std::string, int, std::vector<int>>;
using Pair = std::pair<std::uint64_t, bool>;

constexpr auto triple_rules =
    each(rules(vgen::json::StringRule{.max_length = 3}), rules(),
         rules(vgen::json::ArrayRule{}, vgen::json::IntegerRule{.minimum = 1}));
constexpr auto pair_rules =
    each(rules(vgen::json::DigitsRule<std::uint64_t>{.minimum = 5}), rules());

}  // namespace

TEST_CASE("tuple: there and back", "[json]") {
  CHECK(value_of<Triple>(R"(["abc",5,[1,2]])", triple_rules) == Triple{"abc", 5, {1, 2}});
  CHECK(value_of<Triple>(" [ \"abc\" ,\n5 , [ ] ] ") == Triple{"abc", 5, {}});
  CHECK(vgen::json::to_json(Triple{"a\"b", -5, {1}}) == R"(["a\"b",-5,[1]])");
  CHECK(value_of<Pair>("[7,true]") == Pair{7, true});
  CHECK(vgen::json::to_json(Pair{7, true}) == "[7,true]");
  CHECK(value_of<Pair>(R"(["18446744073709551615",true])", pair_rules) == Pair{UINT64_MAX, true});
  CHECK(vgen::json::to_json(Pair{UINT64_MAX, true}, each(rules(as_digits), rules())) ==
        R"(["18446744073709551615",true])");
  CHECK(value_of<std::tuple<>>("[]") == std::tuple<>{});
  CHECK(vgen::json::to_json(std::tuple<>{}) == "[]");
  CHECK(value_of<std::tuple<sample::Author>>(R"([{"name":"Ada"}])") ==
        std::tuple{sample::Author{"Ada"}});
}

TEST_CASE("tuple: inside of other types", "[json]") {
  using List = std::vector<Pair>;
  CHECK(value_of<List>(R"([["5",true],["6",false]])", vgen::json::ArrayRule{.max_items = 2},
                       pair_rules) == List{{5, true}, {6, false}});
  CHECK(vgen::json::to_json(List{{5, true}}, each(rules(as_digits), rules())) == R"([["5",true]])");
  using Map = std::map<std::string, std::optional<Pair>>;
  CHECK(value_of<Map>(R"({"a":["5",true]})", pair_rules) == Map{{"a", Pair{5, true}}});
  using Nested = std::pair<Pair, Pair>;
  CHECK(value_of<Nested>(R"([["5",true],[1,false]])", each(rules(pair_rules), rules())) ==
        Nested{{5, true}, {1, false}});
}

TEST_CASE("tuple: exactly as many items", "[json]") {
  const auto few = fault("", "minItems", "3", "must have at least 3 items");
  CHECK(faults_of<Triple>("[]") == std::vector{few});
  CHECK(faults_of<Triple>(R"(["a",1])") == std::vector{few});
  CHECK(faults_of<Triple>(R"(["a",1,[],{},"x"])") ==
        std::vector{fault("", "maxItems", "3", "must have at most 3 items")});
  CHECK(faults_of<std::tuple<>>("[1]") ==
        std::vector{fault("", "maxItems", "0", "must have at most 0 items")});
  CHECK(faults_of<Triple>("{}") ==
        std::vector{fault("", "type", "\"array\"", "must be an array, not an object")});
  CHECK(faults_of<Triple>(R"(["abcd",true,[1,0]])", triple_rules) ==
        std::vector{fault("/0", "maxLength", "3", "must have at most 3 characters"),
                    fault("/1", "type", "\"integer\"", "must be an integer, not a boolean"),
                    fault("/2/1", "minimum", "1", "must be at least 1")});
  for (const char* const text :
       {"[", "[\"a\"", "[\"a\",", "[\"a\" 1,[]]", "[\"a\",1,[]", "[\"a\",1,[],]", "[\"a\",1,[]}"}) {
    INFO(text);
    CHECK(code_of<Triple>(text) == "syntax");
  }
}
