#include "tools/vgen/emit/output/layout.hpp"

#include <catch2/catch.hpp>

#include <string>

using vgen::tool::emit::cpp_style;
using vgen::tool::emit::lay_out;
using vgen::tool::emit::typescript_style;

namespace {

const std::string wide(45, 'w');
const std::string wider(60, 'x');

std::string cpp(const std::string& code) {
  return lay_out(code, cpp_style);
}

std::string typescript(const std::string& code) {
  return lay_out(code, typescript_style);
}

}  // namespace

TEST_CASE("layout: a line that fits stays as it is, and so do the line ends", "[emit]") {
  const std::string exact = "f(" + std::string(97, 'x') + ");";
  REQUIRE(exact.size() == 101);
  const std::string fits = exact.substr(0, 2) + exact.substr(3);
  CHECK(cpp(fits) == fits);
  CHECK(cpp("a;\n\nb;\n") == "a;\n\nb;\n");
  CHECK(cpp("") == "");
}

TEST_CASE("layout: braces have one item per line", "[emit]") {
  CHECK(cpp("  Members m{" + wide + ", " + wider + "};\n") ==
        "  Members m{\n      " + wide + ",\n      " + wider + ",\n  };\n");
  CHECK(typescript("import { " + wide + ", " + wider + " } from \"./a.js\";") ==
        "import {\n  " + wide + ",\n  " + wider + ",\n} from \"./a.js\";");
}

TEST_CASE("layout: arguments in C++ stay under the first one", "[emit]") {
  CHECK(cpp("  f(" + wide + ", " + wider + ", c);") == "  f(" + wide + ",\n    " + wider + ", c);");
  CHECK(cpp("void Codec<A>::read(" + wide + "& a, " + wider + "& b) {") ==
        "void Codec<A>::read(" + wide + "& a,\n                    " + wider + "& b) {");
}

TEST_CASE("layout: arguments that do not fit under the first one begin in the next line",
          "[emit]") {
  CHECK(cpp("in." + wide + "(" + wider + ");") == "in." + wide + "(\n    " + wider + ");");
  // The text behind the last one counts too.
  const std::string head = "void " + wide + "(";
  const std::string first = "int a";
  const std::string last = std::string(40, 'T') + " b";
  REQUIRE(head.size() + last.size() <= 97);
  CHECK(cpp(head + first + ", " + last + ") const noexcept {") ==
        head + "\n    " + first + ", " + last + ") const noexcept {");
}

TEST_CASE("layout: a long argument is broken itself", "[emit]") {
  CHECK(cpp("read(in, each(rules(" + wide + "), rules(" + wide + ", b)));") ==
        "read(in,\n     each(rules(" + wide + "),\n          rules(" + wide + ", b)));");
}

TEST_CASE("layout: a group that is the only item of another one is broken with it", "[emit]") {
  CHECK(cpp("    http_row<f, g>({.path = " + wide + ", .name = " + wider + "}),") ==
        "    http_row<f, g>({\n        .path = " + wide + ",\n        .name = " + wider +
            ",\n    }),");
}

TEST_CASE("layout: a value goes to the next line if it fits there", "[emit]") {
  CHECK(cpp("constexpr Row " + wide + " = row<" + wide + ">();") ==
        "constexpr Row " + wide + " =\n    row<" + wide + ">();");
}

TEST_CASE("layout: template arguments are broken only if nothing else can be", "[emit]") {
  CHECK(cpp("http_row<" + wide + ", " + wider + ">({") ==
        "http_row<" + wide + ",\n         " + wider + ">({");
}

TEST_CASE("layout: what is before a broken list may be broken too", "[emit]") {
  CHECK(cpp("http_row<" + wide + ", " + wider + ">({.path = " + wider + ", .name = 1})") ==
        "http_row<" + wide + ",\n         " + wider + ">({\n    .path = " + wider +
            ",\n    .name = 1,\n})");
}

TEST_CASE("layout: the statements of a block have lines of their own", "[emit]") {
  CHECK(cpp("  in.body(value, [](Reader& body, " + wide +
            "& whole) { read(body, whole, rule); });") ==
        "  in.body(value, [](Reader& body, " + wide +
            "& whole) {\n    read(body, whole, rule);\n  });");
}

TEST_CASE("layout: a block behind long parameters is a block and not a list", "[emit]") {
  CHECK(cpp("  in.body(value, [](Reader& body, " + wide + "<" + wider +
            ">& whole) { read(body, whole, rule); });") ==
        "  in.body(value,\n          [](Reader& body,\n             " + wide +
            "<\n                 " + wider +
            ">& whole) {\n            read(body, whole, rule);\n          });");
}

TEST_CASE("layout: the parameters of TypeScript have one line each", "[emit]") {
  CHECK(typescript("export function f(client: Client, input: " + wide +
                   " = {}, options?: CallOptions): Call<A, B> {") ==
        "export function f(\n  client: Client,\n  input: " + wide +
            " = {},\n  options?: CallOptions,\n): Call<A, B> {");
}

TEST_CASE("layout: the alternatives of a type have one line each", "[emit]") {
  CHECK(typescript("export type A = " + wide + " | B<C | D> | " + wider + ";") ==
        "export type A =\n  | " + wide + "\n  | B<C | D>\n  | " + wider + ";");
}

TEST_CASE("layout: brackets and commas in literals are text", "[emit]") {
  CHECK(cpp("f(\"(,\\\"\", '{', R\"(,\")\", " + wide + ", " + wide + ");") ==
        "f(\"(,\\\"\", '{', R\"(,\")\", " + wide + ",\n  " + wide + ");");
}

TEST_CASE("layout: comments, directives and raw strings stay as they are", "[emit]") {
  for (const std::string& line :
       {"// f(" + wide + ", " + wider + ")", " * f(" + wide + ", " + wider + ")",
        "#define F(" + wide + ", " + wider + ")", "f(" + wide + ", " + wider + ");  // a remark"}) {
    CHECK(cpp(line) == line);
  }
  const std::string raw = "constexpr char text[] = R\"x(\nf(" + wide + ", " + wider + ")\n)x\";\n";
  CHECK(cpp(raw + "f(" + wide + ", " + wider + ");") == raw + "f(" + wide + ",\n  " + wider + ");");
}

TEST_CASE("layout: what cannot be broken stays as it is", "[emit]") {
  const std::string name(120, 'n');
  CHECK(cpp(name + ";") == name + ";");
  CHECK(cpp("f(" + name + ");") == "f(" + name + ");");
  CHECK(cpp(")" + name + "(") == ")" + name + "(");
}
