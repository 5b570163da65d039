#include "sample.hpp"

#include <array>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <unordered_set>

using vgen::json::ArrayRule;
using vgen::json::IntegerRule;
using vgen::json::MapRule;
using vgen::json::StringRule;

namespace {

template <class T>
void round_trip(const T& value, std::string_view text) {
  CHECK(value_of<T>(text) == value);
  CHECK(vgen::json::to_json(value) == text);
}

}  // namespace

TEST_CASE("array: every container there and back", "[json]") {
  round_trip(std::vector<int>{1, 2, 3}, "[1,2,3]");
  round_trip(std::vector<int>{}, "[]");
  round_trip(std::vector<bool>{true, false, true}, "[true,false,true]");
  round_trip(std::list<std::string>{"a", "b"}, R"(["a","b"])");
  round_trip(std::deque<double>{0.5, -1e300}, "[0.5,-1e+300]");
  round_trip(std::array<int, 3>{1, 2, 3}, "[1,2,3]");
  round_trip(std::set<std::string>{"a", "b"}, R"(["a","b"])");
  round_trip(std::unordered_set<int>{5}, "[5]");
  round_trip(std::vector<std::vector<std::optional<int>>>{{1}, {}}, "[[1],[]]");
  round_trip(std::map<std::string, int>{{"a", 1}, {"b/c\"d", 2}}, R"({"a":1,"b/c\"d":2})");
  round_trip(std::map<int, bool>{{-1, true}, {2, false}}, R"({"-1":true,"2":false})");
  round_trip(std::map<sample::Priority, std::vector<int>>{{sample::Priority::low, {1}},
                                                          {sample::Priority::high, {}}},
             R"({"low":[1],"high":[]})");
  round_trip(std::unordered_map<std::string, std::string>{{"k", "v"}}, R"({"k":"v"})");
  CHECK(*value_of<std::unique_ptr<int>>("5") == 5);
  CHECK(value_of<std::vector<int>>(" [ 1 ,\n2 ] ") == std::vector{1, 2});
  CHECK(value_of<std::map<std::string, int>>(" { \"a\" : 1 , \"\\u0062\" : 2 } ") ==
        std::map<std::string, int>{{"a", 1}, {"b", 2}});
}

TEST_CASE("array: C arrays", "[json]") {
  int values[2]{};
  vgen::Faults faults;
  vgen::json::Reader in("[4,5]", faults);
  vgen::json::read(in, values);
  CHECK(in.finish());
  CHECK((values[0] == 4 && values[1] == 5));
  CHECK(vgen::json::to_json(values) == "[4,5]");
}

TEST_CASE("array: what was in the target is gone", "[json]") {
  std::vector<int> values{1, 2, 3};
  vgen::Faults faults;
  vgen::json::Reader in("[9]", faults);
  vgen::json::read(in, values);
  CHECK(values == std::vector{9});
}

TEST_CASE("array: number of items", "[json]") {
  const ArrayRule rule{.min_items = 1, .max_items = 2};
  CHECK(value_of<std::vector<int>>("[1,2]", rule) == std::vector{1, 2});
  CHECK(faults_of<std::vector<int>>("[]", rule) ==
        std::vector{fault("", "minItems", "1", "must have at least 1 item")});
  CHECK(faults_of<std::vector<int>>("[1,2,3]", rule) ==
        std::vector{fault("", "maxItems", "2", "must have at most 2 items")});
  CHECK(faults_of<std::vector<int>>("[1 , 2 , \"x\" , {} ]", rule) ==
        std::vector{fault("", "maxItems", "2", "must have at most 2 items")});
  CHECK(faults_of<std::vector<int>>("[1]", ArrayRule{.max_items = 0}) ==
        std::vector{fault("", "maxItems", "0", "must have at most 0 items")});
  CHECK(faults_of<std::array<int, 2>>("[1]") ==
        std::vector{fault("", "minItems", "2", "must have at least 2 items")});
  CHECK(faults_of<std::array<int, 2>>("[1,2,3]") ==
        std::vector{fault("", "maxItems", "2", "must have at most 2 items")});
  CHECK(faults_of<std::set<int>>("[1,2,3]", rule) ==
        std::vector{fault("", "maxItems", "2", "must have at most 2 items")});
}

TEST_CASE("array: unique items", "[json]") {
  const ArrayRule rule{.unique = true};
  const auto equal = [](int a, int b) {
    return std::vector{fault("", "uniqueItems", "true",
                             "must not have the same item twice; items " + std::to_string(a) +
                                 " and " + std::to_string(b) + " are equal")};
  };
  CHECK(value_of<std::vector<int>>("[1,2,3]", rule) == std::vector{1, 2, 3});
  CHECK(faults_of<std::vector<int>>("[1,2,1.0]", rule) == equal(0, 2));
  CHECK(faults_of<std::vector<double>>("[10,1,3e0,1e1,3]", rule) == equal(0, 3));
  CHECK(faults_of<std::vector<std::string>>(R"(["a","\u0061"])", rule) == equal(0, 1));
  CHECK(faults_of<std::vector<sample::Author>>(
            R"([{"name":"x"},{"name":"y","email":"a@b.c"},{"email":"a@b.c", "name":"y"}])", rule) ==
        equal(1, 2));
  CHECK(faults_of<std::vector<std::vector<int>>>("[[1,2],[12],[1, 2]]", rule, ArrayRule{}) ==
        equal(0, 2));
  CHECK(faults_of<std::set<int>>("[3,1,3]") == equal(0, 2));
  CHECK(faults_of<std::set<std::string>>(R"(["",""])", ArrayRule{}, StringRule{.min_length = 1}) ==
        std::vector{fault("/0", "minLength", "1", "must not be empty"),
                    fault("/1", "minLength", "1", "must not be empty")});
}

TEST_CASE("array: the same value in two spellings in a set", "[json]") {
  CHECK(faults_of<std::set<std::chrono::sys_seconds>>(
            R"(["1970-01-01T00:00:00Z","1970-01-01T01:00:00+01:00"])") ==
        std::vector{fault("", "uniqueItems", "true",
                          "must not have the same item twice; item 1 is repeated")});
}

TEST_CASE("array: rules are peeled outermost first", "[json]") {
  CHECK(faults_of<std::vector<std::optional<std::string>>>(
            R"(["a","bcd"])", ArrayRule{.max_items = 2}, StringRule{.max_length = 2}) ==
        std::vector{fault("/1", "maxLength", "2", "must have at most 2 characters")});
  CHECK(faults_of<std::vector<std::string>>(R"(["a","bcd"])", StringRule{.max_length = 2}) ==
        std::vector{fault("/1", "maxLength", "2", "must have at most 2 characters")});
  CHECK(faults_of<std::map<std::string, std::vector<int>>>(
            R"({"a":[1,200],"b":[1,2,3]})", MapRule{.max_properties = 2}, ArrayRule{.max_items = 2},
            IntegerRule{.maximum = 100}) ==
        std::vector{fault("/a/1", "maximum", "100", "must be at most 100"),
                    fault("/b", "maxItems", "2", "must have at most 2 items")});
}

TEST_CASE("array: a value of another type", "[json]") {
  CHECK(faults_of<std::vector<int>>("{}") ==
        std::vector{fault("", "type", "\"array\"", "must be an array, not an object")});
  CHECK(faults_of<std::vector<std::vector<int>>>("[[1],2]") ==
        std::vector{fault("/1", "type", "\"array\"", "must be an array, not a number")});
  CHECK(faults_of<std::vector<std::optional<int>>>("[null]") ==
        std::vector{
            fault("/0", "type", "", "null is not allowed here; leave the member out instead")});
}

TEST_CASE("map: faults", "[json]") {
  using Map = std::map<std::string, int>;
  CHECK(faults_of<Map>(R"({"a":1,"b":"x","a":2})") ==
        std::vector{fault("/b", "type", "\"integer\"", "must be an integer, not a string"),
                    fault("/a", "duplicate", "", "is given more than once")});
  CHECK(faults_of<Map>("[]") ==
        std::vector{fault("", "type", "\"object\"", "must be an object, not an array")});
  CHECK(faults_of<Map>("{}", MapRule{.min_properties = 1}) ==
        std::vector{fault("", "minProperties", "1", "must have at least 1 member")});
  CHECK(faults_of<Map>(R"({"a":1,"b":2})", MapRule{.max_properties = 1}) ==
        std::vector{fault("", "maxProperties", "1", "must have at most 1 member")});
  static constexpr StringRule names{.max_length = 2};
  CHECK(faults_of<Map>(R"({"abc":1})", MapRule{.names = &names}) ==
        std::vector{fault("/abc", "maxLength", "2", "must have at most 2 characters")});
  CHECK(faults_of<std::map<std::string, Map>>(R"({"a":{"b/~":true}})") ==
        std::vector{fault("/a/b~1~0", "type", "\"integer\"", "must be an integer, not a boolean")});
}

TEST_CASE("map: keys that are enums and integers", "[json]") {
  CHECK(faults_of<std::map<sample::Priority, int>>(R"({"urgent":1})") ==
        std::vector{fault("/urgent", "enum", R"(["low","normal","high"])",
                          "must be one of low, normal, high")});
  for (const char* const text : {R"({"01":1})", R"({"-0":1})", R"({"1.0":1})", R"({"1e2":1})",
                                 R"({"":1})", R"({"a":1})", R"({" 1":1})", R"({"1\n":1})"}) {
    INFO(text);
    CHECK(code_of<std::map<int, int>>(text) == "type");
  }
  CHECK(faults_of<std::map<std::uint8_t, int>>(R"({"256":1})") ==
        std::vector{fault("/256", "maximum", "255", "must be at most 255")});
}
