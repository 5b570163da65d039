#include <vgen/http/percent.hpp>

#include <catch2/catch.hpp>

#include <string>

using vgen::percent_decode;
using vgen::Plus;

namespace {

std::string decoded(std::string_view text, Plus plus = Plus::itself) {
  std::string out;
  return percent_decode(out, text, plus) ? out : "(refused)";
}

}  // namespace

TEST_CASE("percent: bytes are decoded, a plus only in queries", "[http]") {
  CHECK(decoded("a%2Fb%2fc") == "a/b/c");
  CHECK(decoded("%C3%A9") == "\xc3\xa9");
  CHECK(decoded("a+b") == "a+b");
  CHECK(decoded("a+b%2B", Plus::space) == "a b+");
  CHECK(decoded("%00") == std::string(1, '\0'));
}

TEST_CASE("percent: half of an encoded byte is refused", "[http]") {
  CHECK(decoded("%") == "(refused)");
  CHECK(decoded("%2") == "(refused)");
  CHECK(decoded("a%2g") == "(refused)");
  CHECK(decoded("%%20") == "(refused)");
}

TEST_CASE("percent: most texts need no decoding", "[http]") {
  CHECK_FALSE(vgen::needs_decoding("a-b+c"));
  CHECK(vgen::needs_decoding("a+c", Plus::space));
  CHECK(vgen::needs_decoding("%41"));
}
