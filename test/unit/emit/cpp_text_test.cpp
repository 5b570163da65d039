#include "tools/vgen/emit/cpp/text.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace vgen::tool::emit;

TEST_CASE("C++ text: string literals", "[emit][cpp]") {
  CHECK(cpp_string("a \"b\" \\ \n\t\x01 é") == R"cpp("a \"b\" \\ \n\t\001 é")cpp");
  CHECK(cpp_raw_string(R"(^\d+$)") == R"cpp(R"(^\d+$)")cpp");
  CHECK(cpp_raw_string("a)\"b)text\"c") == "R\"text_(a)\"b)text\"c)text_\"");
}

TEST_CASE("C++ text: a braced list stays on its line if it fits", "[emit][cpp]") {
  CHECK(cpp_braced(2, "constexpr Members members", {"required(\"id\")", "optional(\"x\")"}, ";") ==
        "constexpr Members members{required(\"id\"), optional(\"x\")};");
  CHECK(cpp_braced(0, "m", {}, ";") == "m{};");
  CHECK(cpp_braced(2, "m", {std::string(70, 'a'), std::string(70, 'b')}, ";") ==
        "m{\n      " + std::string(70, 'a') + ",\n      " + std::string(70, 'b') + ",\n  };");
}

TEST_CASE("C++ text: a call breaks behind a comma and goes on under its first argument",
          "[emit][cpp]") {
  CHECK(cpp_call(2, "in.path", {"a", "b"}, ";") == "in.path(a, b);");
  CHECK(cpp_call(2, "f", {std::string(70, 'a'), std::string(70, 'b'), "c"}, ";") ==
        "f(" + std::string(70, 'a') + ",\n    " + std::string(70, 'b') + ", c);");
}

TEST_CASE("C++ text: a type inside of a namespace", "[emit][cpp]") {
  CHECK(cpp_type_within("std::map<todo::Id, std::vector<todo::Todo>>", "todo") ==
        "std::map<Id, std::vector<Todo>>");
  CHECK(cpp_type_within("other::todo::Todo", "todo") == "other::todo::Todo");
  CHECK(cpp_type_within("mytodo::Todo", "todo") == "mytodo::Todo");
  CHECK(cpp_type_within("todo::Todo", "") == "todo::Todo");
}
