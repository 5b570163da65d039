#include <vgen/json/bytes.hpp>

#include <vgen/json/types.hpp>

#include "sample.hpp"

#include <array>
#include <span>

namespace {

using Bytes = std::vector<std::byte>;

Bytes bytes(std::string_view text) {
  Bytes list;
  for (const char c : text) list.push_back(static_cast<std::byte>(c));
  return list;
}

std::string quoted(std::string_view text) {
  return '"' + std::string(text) + '"';
}

}  // namespace

TEST_CASE("bytes: there and back", "[json]") {
  // The test vectors of RFC 4648, section 10.
  const std::pair<std::string_view, std::string_view> cases[] = {{"", ""},
                                                                 {"f", "Zg=="},
                                                                 {"fo", "Zm8="},
                                                                 {"foo", "Zm9v"},
                                                                 {"foob", "Zm9vYg=="},
                                                                 {"fooba", "Zm9vYmE="},
                                                                 {"foobar", "Zm9vYmFy"},
                                                                 {"\xFB\xFF\xFE", "+//+"}};
  for (const auto& [plain, text] : cases) {
    CHECK(value_of<Bytes>(quoted(text)) == bytes(plain));
    CHECK(vgen::json::to_json(bytes(plain)) == quoted(text));
    CHECK(vgen::json::to_json(std::span<const std::byte>(bytes(plain))) == quoted(text));
  }
  CHECK(value_of<Bytes>(R"("\u005am9v")") == bytes("foo"));
  CHECK(value_of<Bytes>(R"("\/\/\/\/")") == bytes("\xFF\xFF\xFF"));
  using Four = std::array<std::byte, 4>;
  const Four four{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{255}};
  CHECK(value_of<Four>(R"("AQID/w==")") == four);
  CHECK(vgen::json::to_json(four) == R"("AQID/w==")");
  CHECK(value_of<std::array<std::byte, 0>>(R"("")").empty());
  CHECK(vgen::json::to_json(std::vector<Bytes>{bytes("f"), {}}) == R"(["Zg==",""])");
  CHECK(value_of<std::vector<std::uint8_t>>("[1,255]") == std::vector<std::uint8_t>{1, 255});
  Bytes many;
  for (int i = 0; i < 300; ++i) {
    many.push_back(static_cast<std::byte>(i * 37));
    const std::string text = vgen::json::to_json(many);
    REQUIRE(text.size() == (many.size() + 2) / 3 * 4 + 2);
    REQUIRE(value_of<Bytes>(text) == many);
  }
}

TEST_CASE("bytes: what is no base64, or another text for the same bytes", "[json]") {
  const std::vector refused{
      fault("", "format", "\"base64\"", "must be bytes in base64 with padding, like aGVsbG8=")};
  for (const char* const text :
       {"Z",       "Zg",       "Zg=",   "Zg===",    "Zm8",        "=",         "==",   "====",
        "Z===",    "Zm9v=",    "Zm9vZ", "Zh==",     "Zm9=",       "Zm-_",      "Zm 9", " Zm9v",
        "Zm9v\\n", "Zg==Zg==", "Z=g=",  "Zm9vYm=y", "Zm9\\u00e9", "Zm\\u0000v"}) {
    INFO(text);
    CHECK(faults_of<Bytes>(quoted(text)) == refused);
  }
  CHECK(code_of<Bytes>("[102]") == "type");
  const std::vector four{
      fault("", "format", "\"base64\"", "must be 4 bytes in base64 with padding, like aGVsbG8=")};
  for (const char* const text : {"", "Zm9v", "Zm9vYmE=", "Zm9vYmFy", "Zm9vYh=="}) {
    INFO(text);
    CHECK(faults_of<std::array<std::byte, 4>>(quoted(text)) == four);
  }
  using vgen::json::StringRule;
  CHECK(value_of<Bytes>(R"("Zm9v")", StringRule{.min_length = 4, .max_length = 4}) == bytes("foo"));
  CHECK(code_of<Bytes>(R"("Zm9v")", StringRule{.max_length = 3}) == "maxLength");
}
