#include "tools/vgen/support/identifier.hpp"

#include <catch2/catch.hpp>

namespace vgen::tool {
namespace {

TEST_CASE("identifier: words of any case", "[support]") {
  CHECK(identifier_words("get_todo") == std::vector<std::string>{"get", "todo"});
  CHECK(identifier_words("getTodo2") == std::vector<std::string>{"get", "Todo2"});
  CHECK(identifier_words("HTTPRoute") == std::vector<std::string>{"HTTP", "Route"});
}

TEST_CASE("identifier: cases", "[support]") {
  CHECK(pascal_case("get_todo") == "GetTodo");
  CHECK(camel_case("get_todo") == "getTodo");
  CHECK(camel_case("getTodo") == "getTodo");
  CHECK(snake_case("TodoTitle") == "todo_title");
  CHECK(snake_case("date-time") == "date_time");
  CHECK(kebab_case("NotFound") == "not-found");
  CHECK(sentence_case("NotFound") == "Not found");
  CHECK(unqualified("todo::api::Todo") == "Todo");
}

TEST_CASE("identifier: what C++ accepts as a name", "[support]") {
  CHECK(is_identifier("get_todo2"));
  CHECK_FALSE(is_identifier("2nd"));
  CHECK_FALSE(is_identifier("get-todo"));
  CHECK_FALSE(is_identifier(""));
}

}  // namespace
}  // namespace vgen::tool
