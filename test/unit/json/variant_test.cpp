#include <vgen/json/variant.hpp>

#include <vgen/json/types.hpp>

#include "sample.hpp"

#include <map>
#include <memory>

using vgen::json::each;
using vgen::json::rules;
using vgen::json::Tagged;
using vgen::json::Untagged;

namespace sample {

struct Card {
  std::string number;
  std::optional<int> cvc{};

  bool operator==(const Card&) const = default;
};

struct Transfer {
  std::string iban;
  Nothing nothing{};

  bool operator==(const Transfer&) const = default;
};

/// Recursive through alternatives that may or may not be told apart by their names.
struct Leaf {
  int value{};

  bool operator==(const Leaf&) const = default;
};
struct Branch;
struct Twig;
using Node = std::variant<Leaf, vgen::Box<Branch>, vgen::Box<Twig>>;
struct Branch {
  std::optional<Node> next{};
  int mark{};

  bool operator==(const Branch&) const = default;
};
struct Twig {
  std::optional<Node> next{};
  std::string mark{};

  bool operator==(const Twig&) const = default;
};

}  // namespace sample

namespace vgen::json {

template <>
struct Codec<sample::Card> {
  static void read(Reader& in, sample::Card& value) {
    static constexpr Members members{required("number"), optional("cvc")};
    read_object(in, members, [&](unsigned member) {
      switch (member) {
        case 0: return json::read(in, value.number, StringRule{.min_length = 4});
        case 1: return json::read(in, value.cvc);
      }
    });
  }
  static void write(Writer& out, const sample::Card& value) {
    ObjectWriter object(out);
    object.member("number", value.number);
    object.member("cvc", value.cvc);
  }
};

template <>
struct Codec<sample::Transfer> {
  static void read(Reader& in, sample::Transfer& value) {
    static constexpr Members members{required("iban"), optional("nothing")};
    read_object(in, members, [&](unsigned member) {
      switch (member) {
        case 0: return json::read(in, value.iban);
        case 1: return json::read(in, value.nothing);
      }
    });
  }
  static void write(Writer& out, const sample::Transfer& value) {
    ObjectWriter object(out);
    object.member("iban", value.iban);
    object.member("nothing", value.nothing);
  }
};

template <>
struct Codec<sample::Leaf> {
  static void read(Reader& in, sample::Leaf& value) {
    static constexpr Members members{required("value")};
    read_object(in, members, [&](unsigned) { json::read(in, value.value); });
  }
  static void write(Writer& out, const sample::Leaf& value) {
    ObjectWriter object(out);
    object.member("value", value.value);
  }
};

template <>
struct Codec<sample::Branch> {
  static void read(Reader& in, sample::Branch& value);
  static void write(Writer& out, const sample::Branch& value);
};
template <>
struct Codec<sample::Twig> {
  static void read(Reader& in, sample::Twig& value);
  static void write(Writer& out, const sample::Twig& value);
};

void Codec<sample::Branch>::read(Reader& in, sample::Branch& value) {
  static constexpr Members members{optional("next"), required("mark")};
  read_object(in, members, [&](unsigned member) {
    switch (member) {
      case 0: return json::read(in, value.next, Untagged{});
      case 1: return json::read(in, value.mark);
    }
  });
}
void Codec<sample::Branch>::write(Writer& out, const sample::Branch& value) {
  ObjectWriter object(out);
  object.member("next", value.next, Untagged{});
  object.member("mark", value.mark);
}
void Codec<sample::Twig>::read(Reader& in, sample::Twig& value) {
  static constexpr Members members{optional("next"), required("mark")};
  read_object(in, members, [&](unsigned member) {
    switch (member) {
      case 0: return json::read(in, value.next, Untagged{});
      case 1: return json::read(in, value.mark);
    }
  });
}
void Codec<sample::Twig>::write(Writer& out, const sample::Twig& value) {
  ObjectWriter object(out);
  object.member("next", value.next, Untagged{});
  object.member("mark", value.mark);
}

}  // namespace vgen::json

namespace {

using sample::Card;
using sample::Leaf;
using sample::Node;
using sample::Nothing;
using sample::Transfer;

using Payment = std::variant<Card, Transfer, Nothing, std::string, std::monostate>;
constexpr Tagged<5> payment_tags{"type", {"Card", "Transfer", "Nothing", "", ""}};

using Mixed = std::variant<std::monostate, bool, std::uint64_t, std::string, std::vector<int>, std::map<std::string, int>>;

vgen::Fault no_kind(std::string pointer) {
  return fault(std::move(pointer), "type", R"(["null","string","object"])", "must be null, a string or an object, not a number");
}

}  // namespace

TEST_CASE("variant: the kind of JSON value tells the alternative", "[json]") {
  const std::pair<Mixed, std::string_view> cases[] = {{std::monostate{}, "null"},   {true, "true"},
                                                      {std::uint64_t{7}, "7"},      {"x", R"("x")"},
                                                      {std::vector{1, 2}, "[1,2]"}, {std::map<std::string, int>{{"a", 1}}, R"({"a":1})"}};
  for (const auto& [value, text] : cases) {
    CHECK(value_of<Mixed>(text) == value);
    CHECK(value_of<Mixed>(" \n" + std::string(text) + "\t") == value);
    CHECK(vgen::json::to_json(value) == text);
  }
  using Few = std::variant<std::monostate, bool, std::string>;
  CHECK(faults_of<std::vector<Few>>("[true,5]") ==
        std::vector{fault("/1", "type", R"(["null","boolean","string"])", "must be null, a boolean or a string, not a number")});
  CHECK(faults_of<std::variant<int>>(R"({"a":1})") == std::vector{fault("", "type", "\"integer\"", "must be an integer, not an object")});
  CHECK(code_of<Few>("nul") == "syntax");
  CHECK(code_of<Few>("x") == "syntax");
  CHECK(code_of<Few>("") == "syntax");
}

TEST_CASE("variant: rules of each alternative", "[json]") {
  using Some = std::variant<int, std::string, std::vector<int>>;
  constexpr auto some = each(rules(vgen::json::IntegerRule{.maximum = 9}), rules(vgen::json::StringRule{.max_length = 2}),
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
  CHECK(vgen::json::to_json(Numbers{UINT64_MAX}, each(rules(vgen::json::as_digits), rules())) == R"("18446744073709551615")");
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
  CHECK(vgen::json::to_json(Owned{vgen::Box(Card{"1234"})}, tags) == R"({"a\"b":"Card","number":"1234"})");
  CHECK(vgen::json::to_json(Owned{std::make_unique<Transfer>()}, tags) == R"({"a\"b":"Transfer","iban":"","nothing":{}})");
  CHECK(vgen::json::to_json(Owned{vgen::Nullable<Nothing>(Nothing{})}, tags) == R"({"a\"b":"Nothing"})");
  CHECK_THROWS_WITH(vgen::json::to_json(Owned{std::unique_ptr<Transfer>()}, tags), Catch::Contains("a pointer to nothing"));
  CHECK(*std::get<0>(value_of<Owned>(R"({"a\"b":"Card","number":"1234"})", tags)) == Card{"1234"});
  CHECK(std::get<1>(value_of<Owned>(R"({"iban":"DE","a\"b":"Transfer"})", tags))->iban == "DE");
  CHECK(std::get<2>(value_of<Owned>(R"({"a\"b":"Nothing"})", tags)).has_value());
}

TEST_CASE("variant: faults of the discriminator", "[json]") {
  const auto faults = [](std::string_view text) { return faults_of<std::vector<Payment>>(text, payment_tags); };
  CHECK(faults(R"([{"number":"1234"},5])") == std::vector{fault("/0/type", "required", "", "is required"), no_kind("/1")});
  CHECK(faults("[{}]") == std::vector{fault("/0/type", "required", "", "is required")});
  CHECK(faults(R"([{"type":5,"number":1}])") == std::vector{fault("/0/type", "type", "\"string\"", "must be a string, not a number")});
  CHECK(faults(R"([{"type":"card"},{"type":""}])") ==
        std::vector{fault("/0/type", "enum", R"(["Card","Transfer","Nothing"])", "must be one of Card, Transfer, Nothing"),
                    fault("/1/type", "enum", R"(["Card","Transfer","Nothing"])", "must be one of Card, Transfer, Nothing")});
  const auto twice = fault("/0/type", "duplicate", "", "is given more than once");
  CHECK(faults(R"([{"type":"Nothing","type":"Nothing"}])") == std::vector{twice});
  CHECK(faults(R"([{"number":"1234","type":"Card","type":"Nothing","\u0074ype":1}])") == std::vector{twice, twice});
}

TEST_CASE("variant: faults of the struct behind a discriminator", "[json]") {
  const auto faults = [](std::string_view text) { return faults_of<std::vector<Payment>>(text, payment_tags); };
  const std::vector<vgen::Fault> expected{fault("/0/cvc", "type", "\"integer\"", "must be an integer, not a string"),
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
       {"{", R"({"type")", R"({"type":)", R"({"type":"Card)", R"({"type":"Card")", R"({"type":"Card",)", R"({"type":"Card" "a":1})",
        R"({"type":"Card",})", R"({"a":1 "type":"Card"})", R"({"a":1,,"type":"Card"})", R"({"a":,"type":"Card"})", R"({"type":"Card"])",
        R"({,"type":"Card"})", R"({"number":"1234","type":"Card"]})", R"({"type":x})", R"({"a":1)"}) {
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
  for (const char* const text : {R"({"type":"Transfer","iban":"x","nothing":{}})", R"({"iban":"x","nothing":{},"type":"Transfer"})"}) {
    CHECK(read(text, 2).empty());
    CHECK(read(text, 1) == "depth");
    CHECK(read(text, 0) == "depth");
  }
}

TEST_CASE("variant: unknown members may be ignored, a second discriminator not", "[json]") {
  vgen::Faults faults;
  vgen::json::Reader in(R"({"a":1,"type":"Nothing","b":{},"type":2})", faults, {}, vgen::Place::body, {.unknown_members = true});
  Payment value;
  vgen::json::read(in, value, payment_tags);
  CHECK(in.finish());
  CHECK(faults.list() == std::vector{fault("/type", "duplicate", "", "is given more than once")});
}

TEST_CASE("variant: untagged structs by the names of their members", "[json]") {
  using Either = std::variant<Card, Transfer, std::string>;
  const auto read = [](std::string_view text) { return value_of<Either>(text, Untagged{}); };
  const auto faults = [](std::string_view text) { return faults_of<Either>(text, Untagged{}); };
  CHECK(read(R"({"number":"1234"})") == Either{Card{"1234"}});
  CHECK(read(R"({"cvc":1,"n\u0075mber":"1234"})") == Either{Card{"1234", 1}});
  CHECK(read(R"( { "iban" : "DE" } )") == Either{Transfer{"DE"}});
  CHECK(read(R"("x")") == Either{"x"});
  CHECK(vgen::json::to_json(Either{Transfer{"DE"}}, Untagged{}) == R"({"iban":"DE","nothing":{}})");
  CHECK(faults(R"({"number":5})") == std::vector{fault("/number", "type", "\"string\"", "must be a string, not a number")});
  CHECK(faults(R"({"cvc":5})") == std::vector{fault("/number", "required", "", "is required")});
  CHECK(faults(R"({"number":"1234","extra":1})") == std::vector{fault("/extra", "unknown", "", "is not a known member")});
  const std::vector<vgen::Fault> none{fault("", "oneOf", "", "has the members of none of the types that it may be")};
  CHECK(faults("{}") == none);
  CHECK(faults(R"({"x":{"y":[1]}})") == none);
  CHECK(faults(R"({"number":"1234","iban":"DE"})") == none);
  CHECK(faults("5") == std::vector{fault("", "type", R"(["string","object"])", "must be a string or an object, not a number")});
  for (const char* const text : {"{", R"({"a")", R"({"a":1,})", R"({"a":1 "b":2})", R"({"number":"1234")"}) {
    INFO(text);
    CHECK(code_of<Either>(text, Untagged{}) == "syntax");
  }
}

TEST_CASE("variant: untagged structs of the same names by trial", "[json]") {
  const std::string text = R"({"next":{"next":{"value":1},"mark":"twig"},"mark":5})";
  const auto value = value_of<Node>(text, Untagged{});
  REQUIRE(value.index() == 1);
  CHECK(std::get<1>(value)->mark == 5);
  CHECK(vgen::json::to_json(value, Untagged{}) == text);
  CHECK(faults_of<std::vector<Node>>(R"([{"mark":true},{"mark":"x","next":{"value":"y"}}])", Untagged{}) ==
        std::vector{fault("/0", "oneOf", "", "has the members of none of the types that it may be"),
                    fault("/1", "oneOf", "", "has the members of none of the types that it may be")});
  CHECK(code_of<Node>(R"({"mark":5,"next":{"mark":"x","next":nul}})", Untagged{}) == "syntax");
}

TEST_CASE("variant: trials within trials end", "[json]") {
  std::string text = R"({"value":1})";
  for (int i = 0; i < 60; ++i) text = R"({"next":)" + text + R"(,"mark":"x"})";
  CHECK(code_of<Node>(text, Untagged{}) == "size");
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
  CHECK(faults_of<std::monostate>("5") == std::vector{fault("", "type", "\"null\"", "must be null")});
}
