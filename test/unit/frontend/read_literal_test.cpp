#include "tools/vgen/frontend/read_literal.hpp"

#include <catch2/catch.hpp>

using namespace vgen::tool::frontend;

TEST_CASE("literal: quotes and escapes are taken off", "[frontend]") {
  CHECK(unquote(R"("")") == "");
  CHECK(unquote(R"("a \"b\" \\ \n\t")") == "a \"b\" \\ \n\t");
  CHECK(unquote(R"(u8"a")") == "a");
  CHECK(unquote(R"("\303\244")") == "\303\244");
  CHECK(unquote(R"("\0001")") == std::string("\0001", 2));
}

TEST_CASE("literal: wide ones are not read", "[frontend]") {
  CHECK(unquote(R"(L"a")") == std::nullopt);
  CHECK(unquote("a") == std::nullopt);
}
