#include "tools/vgen/emit/cpp/text.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace vgen::tool::emit;

TEST_CASE("C++ text: string literals", "[emit][cpp]") {
  CHECK(cpp_string("a \"b\" \\ \n\t\x01 é") == R"cpp("a \"b\" \\ \n\t\001 é")cpp");
  CHECK(cpp_raw_string(R"(^\d+$)") == R"cpp(R"(^\d+$)")cpp");
  CHECK(cpp_raw_string("a)\"b)text\"c") == "R\"text_(a)\"b)text\"c)text_\"");
}

TEST_CASE("C++ text: lists", "[emit][cpp]") {
  CHECK(cpp_braced("constexpr Members members", {"required(\"id\")", "optional(\"x\")"}, ";") ==
        "constexpr Members members{required(\"id\"), optional(\"x\")};");
  CHECK(cpp_braced("m", {}, ";") == "m{};");
  CHECK(cpp_call("in.path", {"a", "b"}, ";") == "in.path(a, b);");
}

TEST_CASE("C++ text: a type inside of a namespace", "[emit][cpp]") {
  CHECK(cpp_type_within("std::map<todo::Id, std::vector<todo::Todo>>", "todo") ==
        "std::map<Id, std::vector<Todo>>");
  CHECK(cpp_type_within("other::todo::Todo", "todo") == "other::todo::Todo");
  CHECK(cpp_type_within("mytodo::Todo", "todo") == "mytodo::Todo");
  CHECK(cpp_type_within("todo::Todo", "") == "todo::Todo");
}

TEST_CASE("C++ text: names of any text", "[emit][cpp]") {
  CHECK(cpp_name("sayLater") == "say_later");
  CHECK(cpp_name("add todo!") == "add_todo");
  CHECK(cpp_name("größeHolen") == "größe_holen");
  CHECK(cpp_name("2nd") == "_2nd");
  CHECK(cpp_name("?") == "_");
  for (const std::string keyword :
       {"and", "default", "namespace", "template", "co_await", "unsigned", "xor_eq"})
    CHECK(cpp_name(keyword) == keyword + "_");
}
