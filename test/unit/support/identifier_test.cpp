#include "tools/vgen/support/identifier.hpp"

#include "tools/vgen/support/unicode.hpp"

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

TEST_CASE("identifier: letters beyond ASCII are letters", "[support]") {
  CHECK(identifier_words("größe_holen") == std::vector<std::string>{"größe", "holen"});
  CHECK(identifier_words("holeÄpfel") == std::vector<std::string>{"hole", "Äpfel"});
  CHECK(pascal_case("größe_holen") == "GrößeHolen");
  CHECK(pascal_case("öffne_tür") == "ÖffneTür");
  CHECK(camel_case("Öffne_tür") == "öffneTür");
  CHECK(snake_case("ÉtatÇa") == "état_ça");
  CHECK(kebab_case("ЦенаТовара") == "цена-товара");
  CHECK(sentence_case("ΤιμήΝέα") == "Τιμή νέα");
  CHECK(camel_case("获取_价格") == "获取价格");
  CHECK(is_identifier("größe"));
  CHECK(is_identifier("获取"));
  CHECK_FALSE(is_identifier("a→b"));
  CHECK_FALSE(is_identifier("a😀"));
  CHECK_FALSE(is_identifier("a\xff"));
}

TEST_CASE("identifier: names in ASCII", "[support]") {
  CHECK(ascii_name("GetTodo_2") == "GetTodo_2");
  CHECK(ascii_name("Größe") == "Groesse");
  CHECK(ascii_name("ÉtatČŁØ") == "EtatCLOe");
  CHECK(ascii_name("e\u0301tat") == "etat");
  CHECK(ascii_name("Цена") == "Tsena");
  CHECK(ascii_name("Щит") == "Shchit");
  CHECK(ascii_name("Τιμή") == "Timi");
  CHECK(ascii_name("商品") == "U5546U54C1");
}

TEST_CASE("identifier: what C++ accepts as a name", "[support]") {
  CHECK(is_identifier("get_todo2"));
  CHECK_FALSE(is_identifier("2nd"));
  CHECK_FALSE(is_identifier("get-todo"));
  CHECK_FALSE(is_identifier(""));
}

}  // namespace
}  // namespace vgen::tool
