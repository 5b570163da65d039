#include <vgen/json/variant.hpp>

#include "variant_sample.hpp"

#include <map>
#include <memory>

using vgen::json::each;
using vgen::json::rules;
using vgen::json::Tagged;

namespace {

using sample::Card;
using sample::Nothing;
using sample::Transfer;

using Payment = std::variant<Card, Transfer, Nothing, std::string, std::monostate>;
constexpr Tagged<5> payment_tags{"type", {"Card", "Transfer", "Nothing", "", ""}};

using Mixed = std::variant<std::monostate, bool, std::uint64_t, std::string, std::vector<int>,
                           std::map<std::string, int>>;

vgen::Fault no_kind(std::string pointer) {
  return fault(std::move(pointer), "type", R"(["null","string","object"])",
               "must be null, a string or an object, not a number");
}

}  // namespace

TEST_CASE("variant: the kind of JSON value tells the alternative", "[json]") {
  const std::pair<Mixed, std::string_view> cases[] = {
      {std::monostate{}, "null"},   {true, "true"},
      {std::uint64_t{7}, "7"},      {"x", R"("x")"},
      {std::vector{1, 2}, "[1,2]"}, {std::map<std::string, int>{{"a", 1}}, R"({"a":1})"}};
  for (const auto& [value, text] : cases) {
    CHECK(value_of<Mixed>(text) == value);
    CHECK(value_of<Mixed>(" \n" + std::string(text) + "\t") == value);
    CHECK(vgen::json::to_json(value) == text);
  }
  using Few = std::variant<std::monostate, bool, std::string>;
  CHECK(faults_of<std::vector<Few>>("[true,5]") ==
        std::vector{fault("/1", "type", R"(["null","boolean","string"])",
                          "must be null, a boolean or a string, not a number")});
  CHECK(faults_of<std::variant<int>>(R"({"a":1})") ==
        std::vector{fault("", "type", "\"integer\"", "must be an integer, not an object")});
  CHECK(code_of<Few>("nul") == "syntax");
  CHECK(code_of<Few>("x") == "syntax");
  CHECK(code_of<Few>("") == "syntax");
}

TEST_CASE("variant: rules of each alternative", "[json]") {
  using Some = std::variant<int, std::string, std::vector<int>>;
  constexpr auto some = each(
      rules(vgen::json::IntegerRule{.maximum = 9}), rules(vgen::json::StringRule{.max_length = 2}),
      rules(vgen::json::ArrayRule{.max_items = 1}, vgen::json::IntegerRule{.minimum = 1}));
  CHECK(value_of<Some>("9", some) == Some{9});
  CHECK(code_of<Some>("10", some) == "maximum");
  CHECK(code_of<Some>(R"("abc")", some) == "maxLength");
  CHECK(code_of<Some>("[1,2]", some) == "maxItems");
  CHECK(code_of<std::vector<Some>>("[[0]]", vgen::json::ArrayRule{}, some) == "minimum");
  using Numbers = std::variant<std::uint64_t, double>;
  constexpr auto digits = each(rules(vgen::json::DigitsRule<std::uint64_t>{}), rules());
  CHECK(value_of<Numbers>(R"("18446744073709551615")", digits) == Numbers{UINT64_MAX});
  CHECK(value_of<Numbers>("1.5", digits) == Numbers{1.5});
  CHECK(vgen::json::to_json(Numbers{UINT64_MAX}, each(rules(vgen::json::as_digits), rules())) ==
        R"("18446744073709551615")");
}

TEST_CASE("variant: a discriminator first, later, alone, escaped", "[json]") {
  const auto read = [](std::string_view text) { return value_of<Payment>(text, payment_tags); };
  CHECK(read(R"({"type":"Card","number":"1234","cvc":5})") == Payment{Card{"1234", 5}});
  CHECK(read(R"({"number":"1234","type":"Card","cvc":5})") == Payment{Card{"1234", 5}});
  CHECK(read(R"({"cvc":5,"number":"1234","type":"Card"})") == Payment{Card{"1234", 5}});
  CHECK(read(" { \"type\" : \"Card\" , \"number\" : \"1234\" } ") == Payment{Card{"1234"}});
  CHECK(read(R"({"\u0074ype":"C\u0061rd","number":"1234"})") == Payment{Card{"1234"}});
  CHECK(read(R"({"number":"1234","\u0074ype":"C\u0061rd"})") == Payment{Card{"1234"}});
  CHECK(read(R"({"iban":"DE","nothing":{},"type":"Transfer"})") == Payment{Transfer{"DE"}});
  CHECK(read(R"({"type":"Nothing"})") == Payment{Nothing{}});
  CHECK(read(R"({ "type":"Nothing" })") == Payment{Nothing{}});
  CHECK(read("null") == Payment{std::monostate{}});
  CHECK(read(R"("x")") == Payment{"x"});
}

TEST_CASE("variant: the discriminator is written first", "[json]") {
  const auto text = [](const Payment& value) { return vgen::json::to_json(value, payment_tags); };
  CHECK(text(Card{"1234", 5}) == R"({"type":"Card","number":"1234","cvc":5})");
  CHECK(text(Nothing{}) == R"({"type":"Nothing"})");
  CHECK(text("x") == R"("x")");
  CHECK(text(std::monostate{}) == "null");
  CHECK(vgen::json::to_json(std::vector<Payment>{Nothing{}, Card{"1234"}}, payment_tags) ==
        R"([{"type":"Nothing"},{"type":"Card","number":"1234"}])");
  CHECK(vgen::json::to_json(std::map<std::string, Payment>{{"a", Transfer{"DE"}}}, payment_tags) ==
        R"({"a":{"type":"Transfer","iban":"DE","nothing":{}}})");
  using Owned = std::variant<vgen::Box<Card>, std::unique_ptr<Transfer>, vgen::Nullable<Nothing>>;
  constexpr Tagged<3> tags{"a\"b", {"Card", "Transfer", "Nothing"}};
  CHECK(vgen::json::to_json(Owned{vgen::Box(Card{"1234"})}, tags) ==
        R"({"a\"b":"Card","number":"1234"})");
  CHECK(vgen::json::to_json(Owned{std::make_unique<Transfer>()}, tags) ==
        R"({"a\"b":"Transfer","iban":"","nothing":{}})");
  CHECK(vgen::json::to_json(Owned{vgen::Nullable<Nothing>(Nothing{})}, tags) ==
        R"({"a\"b":"Nothing"})");
  CHECK_THROWS_WITH(vgen::json::to_json(Owned{std::unique_ptr<Transfer>()}, tags),
                    Catch::Contains("a null pointer"));
  CHECK(*std::get<0>(value_of<Owned>(R"({"a\"b":"Card","number":"1234"})", tags)) == Card{"1234"});
  CHECK(std::get<1>(value_of<Owned>(R"({"iban":"DE","a\"b":"Transfer"})", tags))->iban == "DE");
  CHECK(std::get<2>(value_of<Owned>(R"({"a\"b":"Nothing"})", tags)).has_value());
}

TEST_CASE("variant: faults of the discriminator", "[json]") {
  const auto faults = [](std::string_view text) {
    return faults_of<std::vector<Payment>>(text, payment_tags);
  };
  CHECK(faults(R"([{"number":"1234"},5])") ==
        std::vector{fault("/0/type", "required", "", "is required"), no_kind("/1")});
  CHECK(faults("[{}]") == std::vector{fault("/0/type", "required", "", "is required")});
  CHECK(faults(R"([{"type":5,"number":1}])") ==
        std::vector{fault("/0/type", "type", "\"string\"", "must be a string, not a number")});
  CHECK(faults(R"([{"type":"card"},{"type":""}])") ==
        std::vector{fault("/0/type", "enum", R"(["Card","Transfer","Nothing"])",
                          "must be one of Card, Transfer, Nothing"),
                    fault("/1/type", "enum", R"(["Card","Transfer","Nothing"])",
                          "must be one of Card, Transfer, Nothing")});
  const auto twice = fault("/0/type", "duplicate", "", "is given more than once");
  CHECK(faults(R"([{"type":"Nothing","type":"Nothing"}])") == std::vector{twice});
  CHECK(faults(R"([{"number":"1234","type":"Card","type":"Nothing","\u0074ype":1}])") ==
        std::vector{twice, twice});
}

TEST_CASE("variant: faults of the struct behind a discriminator", "[json]") {
  const auto faults = [](std::string_view text) {
    return faults_of<std::vector<Payment>>(text, payment_tags);
  };
  const std::vector<vgen::Fault> expected{
      fault("/0/cvc", "type", "\"integer\"", "must be an integer, not a string"),
      fault("/0/iban", "unknown", "", "is not a known member"),
      fault("/0/number", "required", "", "is required")};
  CHECK(faults(R"([{"type":"Card","cvc":"x","iban":1}])") == expected);
  CHECK(faults(R"([{"cvc":"x","type":"Card","iban":1}])") == expected);
  CHECK(faults(R"([{"cvc":"x","iban":1,"type":"Card"}])") == expected);
  // Within the struct the discriminator is as unknown as any other name.
  CHECK(faults(R"([{"type":"Transfer","iban":"DE","nothing":{"type":"Nothing"}}])") ==
        std::vector{fault("/0/nothing/type", "unknown", "", "is not a known member")});
  CHECK(faults(R"([{"nothing":{"type":"Nothing"},"iban":"DE","type":"Transfer"}])") ==
        std::vector{fault("/0/nothing/type", "unknown", "", "is not a known member")});
}

TEST_CASE("variant: malformed text around a discriminator", "[json]") {
  for (const char* const text :
       {"{", R"({"type")", R"({"type":)", R"({"type":"Card)", R"({"type":"Card")",
        R"({"type":"Card",)", R"({"type":"Card" "a":1})", R"({"type":"Card",})",
        R"({"a":1 "type":"Card"})", R"({"a":1,,"type":"Card"})", R"({"a":,"type":"Card"})",
        R"({"type":"Card"])", R"({,"type":"Card"})", R"({"number":"1234","type":"Card"]})",
        R"({"type":x})", R"({"a":1)"}) {
    INFO(text);
    CHECK(code_of<Payment>(text, payment_tags) == "syntax");
  }
  CHECK(code_of<Payment>("{\"type\":\"\xFF\"}", payment_tags) == "encoding");
}

TEST_CASE("variant: depth is counted with a discriminator as without", "[json]") {
  const auto read = [](std::string_view text, std::size_t depth) {
    vgen::Faults faults;
    vgen::json::Reader in(text, faults, vgen::Limits{.depth = depth});
    Payment value;
    vgen::json::read(in, value, payment_tags);
    in.finish();
    return faults.empty() ? std::string() : std::string(faults[0].code);
  };
  for (const char* const text : {R"({"type":"Transfer","iban":"x","nothing":{}})",
                                 R"({"iban":"x","nothing":{},"type":"Transfer"})"}) {
    CHECK(read(text, 2).empty());
    CHECK(read(text, 1) == "depth");
    CHECK(read(text, 0) == "depth");
  }
}

TEST_CASE("variant: unknown members may be ignored, a second discriminator not", "[json]") {
  vgen::Faults faults;
  vgen::json::Reader in(R"({"a":1,"type":"Nothing","b":{},"type":2})", faults, {},
                        vgen::Place::body, {.unknown_members = true});
  Payment value;
  vgen::json::read(in, value, payment_tags);
  CHECK(in.finish());
  CHECK(faults.list() == std::vector{fault("/type", "duplicate", "", "is given more than once")});
}

TEST_CASE("variant: nested", "[json]") {
  using Inner = std::variant<bool, std::string>;
  using Outer = std::variant<std::monostate, Inner, int>;
  CHECK(value_of<Outer>("true") == Outer{Inner{true}});
  CHECK(value_of<Outer>("5") == Outer{5});
  CHECK(vgen::json::to_json(Outer{Inner{"x"}}) == R"("x")");
  CHECK(faults_of<Outer>("[]")[0].limit == R"(["null","boolean","integer","string"])");
}

TEST_CASE("variant: null within an optional", "[json]") {
  using Maybe = std::optional<std::variant<std::monostate, int>>;
  CHECK(value_of<Maybe>("null") == Maybe{std::monostate{}});
  CHECK(code_of<std::optional<std::variant<bool, int>>>("null") == "type");
  CHECK(value_of<std::monostate>(" null ") == std::monostate{});
  CHECK(faults_of<std::monostate>("5") ==
        std::vector{fault("", "type", "\"null\"", "must be null")});
}
