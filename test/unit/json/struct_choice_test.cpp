#include <vgen/json/struct_choice.hpp>

#include "variant_sample.hpp"

using sample::Card;
using sample::Node;
using sample::Transfer;
using vgen::json::Untagged;

TEST_CASE("variant: untagged structs by the names of their members", "[json]") {
  using Either = std::variant<Card, Transfer, std::string>;
  const auto read = [](std::string_view text) { return value_of<Either>(text, Untagged{}); };
  const auto faults = [](std::string_view text) { return faults_of<Either>(text, Untagged{}); };
  CHECK(read(R"({"number":"1234"})") == Either{Card{"1234"}});
  CHECK(read(R"({"cvc":1,"n\u0075mber":"1234"})") == Either{Card{"1234", 1}});
  CHECK(read(R"( { "iban" : "DE" } )") == Either{Transfer{"DE"}});
  CHECK(read(R"("x")") == Either{"x"});
  CHECK(vgen::json::to_json(Either{Transfer{"DE"}}, Untagged{}) == R"({"iban":"DE","nothing":{}})");
  CHECK(faults(R"({"number":5})") ==
        std::vector{fault("/number", "type", "\"string\"", "must be a string, not a number")});
  CHECK(faults(R"({"cvc":5})") == std::vector{fault("/number", "required", "", "is required")});
  CHECK(faults(R"({"number":"1234","extra":1})") ==
        std::vector{fault("/extra", "unknown", "", "is not a known member")});
  const std::vector<vgen::Fault> none{
      fault("", "oneOf", "", "does not have the members of any of the allowed types")};
  CHECK(faults("{}") == none);
  CHECK(faults(R"({"x":{"y":[1]}})") == none);
  CHECK(faults(R"({"number":"1234","iban":"DE"})") == none);
  CHECK(faults("5") == std::vector{fault("", "type", R"(["string","object"])",
                                         "must be a string or an object, not a number")});
  for (const char* const text :
       {"{", R"({"a")", R"({"a":1,})", R"({"a":1 "b":2})", R"({"number":"1234")"}) {
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
  CHECK(faults_of<std::vector<Node>>(R"([{"mark":true},{"mark":"x","next":{"value":"y"}}])",
                                     Untagged{}) ==
        std::vector{
            fault("/0", "oneOf", "", "does not have the members of any of the allowed types"),
            fault("/1", "oneOf", "", "does not have the members of any of the allowed types")});
  CHECK(code_of<Node>(R"({"mark":5,"next":{"mark":"x","next":nul}})", Untagged{}) == "syntax");
}

TEST_CASE("variant: trials within trials end", "[json]") {
  std::string text = R"({"value":1})";
  for (int i = 0; i < 60; ++i) text = R"({"next":)" + text + R"(,"mark":"x"})";
  CHECK(code_of<Node>(text, Untagged{}) == "size");
}
