#include "test/unit/frontend/describe.hpp"
#include "test/unit/frontend/parsed_header.hpp"

#include <catch2/catch.hpp>

using namespace vgen::tool;
using namespace vgen::tool::frontend;
using namespace vgen::tool::frontend::testing;

namespace {

/// A header with a struct `todo::Todo` of these fields, which a function uses.
ParsedHeader parse_fields(std::string_view includes, std::string_view declarations,
                          std::string_view fields) {
  return ParsedHeader(std::string(includes) +
                      todo_header(std::string(declarations) + "struct Todo {\n" +
                                  std::string(fields) + "};\nAPIFunction<Todo, void> get;\n"));
}

}  // namespace

TEST_CASE("type: builtin types have their canonical name and keep fixed widths in C++",
          "[frontend]") {
  const ParsedHeader header =
      parse_fields("#include <cstdint>\n#include <cstddef>\n", "using Alias = unsigned;",
                   "std::int64_t a; unsigned b; long long c; std::uint8_t d; std::size_t e; "
                   "int32_t f; char g; Alias h;");
  const auto type = [&](const char* name) { return header.field("todo::Todo", name).type; };
  CHECK(type("a") == DeclaredType{.kind = DeclaredType::Kind::builtin,
                                  .name = "long",
                                  .spelling = "std::int64_t",
                                  .cpp = "std::int64_t"});
  CHECK(type("b") == DeclaredType{.kind = DeclaredType::Kind::builtin,
                                  .name = "unsigned int",
                                  .spelling = "unsigned int",
                                  .cpp = "unsigned int"});
  CHECK(type("c").name == "long long");
  CHECK(type("d").name == "unsigned char");
  CHECK(type("d").cpp == "std::uint8_t");
  CHECK(type("e").cpp == "std::size_t");
  CHECK(type("f").cpp == "std::int32_t");
  CHECK(type("g").name == "char");
  CHECK(type("h") == DeclaredType{.kind = DeclaredType::Kind::alias,
                                  .name = "todo::Alias",
                                  .arguments = {type("b")},
                                  .spelling = "Alias",
                                  .cpp = "unsigned int"});
}

TEST_CASE("type: an instance of a template is one type under all names of its arguments",
          "[frontend]") {
  const ParsedHeader header = parse_fields(
      "#include <cstdint>\n#include <vector>\n",
      "using Number = long;\ntemplate <class T> struct Page { std::vector<T> items; };\n",
      "Page<std::int64_t> a; Page<long> b; Page<Number> c; Page<std::vector<long>> d;\n"
      "Page<std::vector<std::int64_t>> e; Page<int> f;\n");
  const auto cpp = [&](const char* name) { return header.field("todo::Todo", name).type.cpp; };
  CHECK(cpp("a") == "todo::Page<std::int64_t>");
  CHECK(cpp("b") == cpp("a"));
  CHECK(cpp("c") == cpp("a"));
  CHECK(cpp("e") == cpp("d"));
  CHECK(cpp("f") == "todo::Page<int>");
}

TEST_CASE("type: types of the standard library are leaves with the arguments that count",
          "[frontend]") {
  const ParsedHeader header = parse_fields(
      "#include <array>\n#include <chrono>\n#include <cstddef>\n#include <deque>\n#include "
      "<filesystem>\n#include <map>\n#include "
      "<memory>\n"
      "#include <optional>\n#include <set>\n#include <span>\n#include <string>\n#include "
      "<string_view>\n#include <tuple>\n"
      "#include <unordered_map>\n#include <variant>\n#include <vector>\n",
      "using Slug = std::string;\nstruct A {}; struct B {};\n",
      "std::string string; std::string_view view; std::u8string u8;\n"
      "std::vector<Slug> vector; std::array<int, 3> array; std::map<Slug, A> map; "
      "std::unordered_map<int, A> unordered;\n"
      "std::set<std::string> set; std::variant<A, B> variant; std::tuple<int, bool, A> tuple; "
      "std::pair<A, B> pair;\n"
      "std::unique_ptr<A> unique; std::span<const std::byte> span; std::filesystem::path path; "
      "std::monostate none;\n"
      "std::vector<bool>::value_type value; std::optional<std::vector<A>> optional; const "
      "std::string constant;\n");
  const auto type = [&](const char* name) {
    return describe(header.field("todo::Todo", name).type);
  };
  const auto cpp = [&](const char* name) { return header.field("todo::Todo", name).type.cpp; };
  CHECK(type("string") == "std::string");
  CHECK(cpp("string") == "std::string");
  CHECK(type("view") == "std::string_view");
  CHECK(type("u8") == "std::basic_string<char8_t>");
  CHECK(cpp("u8") == "std::u8string");
  CHECK(type("vector") == "std::vector<todo::Slug = std::string>");
  CHECK(cpp("vector") == "std::vector<std::string>");
  CHECK(type("array") == "std::array<int, #3>");
  CHECK(cpp("array") == "std::array<int, 3>");
  CHECK(type("map") == "std::map<todo::Slug = std::string, todo::A>");
  CHECK(type("unordered") == "std::unordered_map<int, todo::A>");
  CHECK(type("set") == "std::set<std::string>");
  CHECK(type("variant") == "std::variant<todo::A, todo::B>");
  CHECK(type("tuple") == "std::tuple<int, bool, todo::A>");
  CHECK(type("pair") == "std::pair<todo::A, todo::B>");
  CHECK(type("unique") == "std::unique_ptr<todo::A>");
  CHECK(type("span") == "std::span<const std::byte>");
  CHECK(type("path") == "std::filesystem::path");
  CHECK(type("none") == "std::monostate");
  CHECK(type("value") == "bool");
  CHECK(type("optional") == "std::optional<std::vector<todo::A>>");
  CHECK(cpp("optional") == "std::optional<std::vector<todo::A>>");
  CHECK(type("constant") == "const std::string");
  CHECK(cpp("constant") == "const std::string");
  CHECK(header.api().records.contains("todo::B"));
}

TEST_CASE("type: times have a clock and a duration, whichever name they go by", "[frontend]") {
  const ParsedHeader header =
      parse_fields("#include <chrono>\n", "",
                   "std::chrono::system_clock::time_point a; std::chrono::sys_seconds b; "
                   "std::chrono::sys_time<std::chrono::milliseconds> c;\n"
                   "std::chrono::time_point<std::chrono::system_clock> d; std::chrono::minutes e; "
                   "std::chrono::duration<double> f;\n"
                   "std::chrono::year_month_day g;\n");
  const auto type = [&](const char* name) {
    return describe(header.field("todo::Todo", name).type);
  };
  const auto cpp = [&](const char* name) { return header.field("todo::Todo", name).type.cpp; };
  const std::string time_point =
      "std::chrono::time_point<std::chrono::system_clock, std::chrono::duration<long, std::ratio<";
  CHECK(type("a") == time_point + "#1, #1000000000>>>");
  CHECK(cpp("a") == "std::chrono::system_clock::time_point");
  CHECK(type("b") == time_point + "#1>>>");
  CHECK(cpp("b") == "std::chrono::sys_seconds");
  CHECK(type("c") == time_point + "#1, #1000>>>");
  CHECK(cpp("c") == "std::chrono::sys_time<std::chrono::milliseconds>");
  CHECK(type("d") == time_point + "#1, #1000000000>>>");
  CHECK(type("e") == "std::chrono::duration<long, std::ratio<#60>>");
  CHECK(type("f") == "std::chrono::duration<double, std::ratio<#1>>");
  CHECK(cpp("f") == "std::chrono::duration<double, std::ratio<1>>");
  CHECK(type("g") == "std::chrono::year_month_day");
}

TEST_CASE("type: alias templates of the author's are seen through", "[frontend]") {
  const ParsedHeader header =
      parse_fields("#include <map>\n#include <optional>\n#include <vector>\n",
                   "using TodoId = long;\n"
                   "template <class T> using Opt = std::optional<T>;\n"
                   "template <class T> using ById = std::map<TodoId, T>;\n"
                   "template <class T, int N> using Grid = std::vector<T[N]>;\n",
                   "Opt<TodoId> a; ById<Opt<bool>> b; Opt<ById<TodoId>> c; Grid<int, 4> d;\n");
  const auto type = [&](const char* name) {
    return describe(header.field("todo::Todo", name).type);
  };
  CHECK(type("a") == "std::optional<todo::TodoId = long>");
  CHECK(header.field("todo::Todo", "a").type.spelling == "Opt<TodoId>");
  CHECK(header.field("todo::Todo", "a").type.cpp == "std::optional<long>");
  CHECK(type("b") == "std::map<todo::TodoId = long, std::optional<bool>>");
  CHECK(type("c") == "std::optional<std::map<todo::TodoId = long, todo::TodoId = long>>");
  CHECK(header.api().aliases.size() == 1);
}

TEST_CASE("type: what cannot go on a wire is decoded all the same", "[frontend]") {
  const ParsedHeader header = parse_fields(
      "", "union Both { int a; float b; };\n",
      "int* pointer; int& reference; void (*function)(bool); int array[2][3]; int Todo::*member;\n"
      "Both both; const char* text; wchar_t wide;\n");
  const auto type = [&](const char* name) {
    return describe(header.field("todo::Todo", name).type);
  };
  CHECK(type("pointer") == "int*");
  CHECK(type("reference") == "int&");
  CHECK(type("function") == "function(void, bool)*");
  CHECK(type("array") == "int[3][2]");
  CHECK(header.field("todo::Todo", "array").type.cpp == "int[2][3]");
  CHECK(type("member") == "member pointer");
  CHECK(type("both") == "todo::Both");
  CHECK(header.record("todo::Both").is_union);
  CHECK(type("text") == "const char*");
  CHECK(type("wide") == "wchar_t");
}

TEST_CASE("type: aliases have a target, a comment and a place", "[frontend]") {
  const ParsedHeader header =
      parse_fields("#include <string>\n",
                   "/// A word.\n/// @pattern ^[a-z]{3}$\nusing Slug = std::string;\n"
                   "typedef Slug Name;  ///< Older style.\n"
                   "struct Outer { using Inner = bool; };\n",
                   "Name name; Outer::Inner inner;\n");
  const DeclaredAlias& name = header.api().aliases.at("todo::Name");
  CHECK(describe(name.target) == "todo::Slug = std::string");
  CHECK(describe(name.comment) == "Older style.");
  CHECK(name.cpp_namespace == "todo");
  const DeclaredAlias& slug = header.api().aliases.at("todo::Slug");
  CHECK(describe(slug.comment) == "A word.|@pattern ^[a-z]{3}$");
  CHECK(header.underlined(slug.range) == "Slug");
  CHECK(header.api().aliases.at("todo::Outer::Inner").cpp_namespace == "todo");
}

TEST_CASE("type: constants as arguments keep their type", "[frontend]") {
  const ParsedHeader header = parse_fields(
      "#include <cstdint>\n",
      "enum class E { x, y };\nenum Plain : unsigned char { red, green };\n"
      "template <E e> struct En {};\ntemplate <bool b> struct Bo {};\n"
      "template <char c> struct Ch {};\ntemplate <auto a> struct Au {};\n"
      "template <E... es> struct Pack {};\ntemplate <E e = E::y, int N = -3> struct Def {};\n"
      "template <Plain p> struct Pl {};\ntemplate <E e> using EnA = En<e>;\n"
      "template <auto v> using AuA = Au<v>;\ntemplate <class T, T t> struct Typed {};\n"
      "template <unsigned char u, std::uint64_t big> struct Un {};\n"
      "template <E e> struct Holder { En<e> held{}; };\n",
      "En<E::y> a; En<static_cast<E>(1)> b; EnA<E::y> c; En<static_cast<E>(7)> d; Bo<true> e;\n"
      "Ch<'a'> f; Ch<'\\''> g; Ch<'>'> h; Ch<'\\n'> i; Au<5> j; Au<5U> k; Au<'a'> l;\n"
      "Au<E::x> m; Au<true> n; AuA<E::y> o; Pack<E::x, E::y> p; Def<> q; Pl<green> r;\n"
      "Typed<E, E::x> s; Un<200, 18446744073709551615ULL> t; Bo<(2 > 1)> u; Holder<E::x> v;\n");
  const auto cpp = [&](const char* name) { return header.field("todo::Todo", name).type.cpp; };
  CHECK(cpp("a") == "todo::En<todo::E::y>");
  CHECK(cpp("b") == cpp("a"));
  CHECK(cpp("c") == cpp("a"));
  CHECK(cpp("d") == "todo::En<static_cast<todo::E>(7)>");
  CHECK(cpp("e") == "todo::Bo<true>");
  CHECK(cpp("f") == "todo::Ch<'a'>");
  CHECK(cpp("g") == "todo::Ch<'\\''>");
  CHECK(cpp("h") == "todo::Ch<'>'>");
  CHECK(cpp("i") == "todo::Ch<static_cast<char>(10)>");
  CHECK(cpp("j") == "todo::Au<5>");
  CHECK(cpp("k") == "todo::Au<5U>");
  CHECK(cpp("l") == "todo::Au<'a'>");
  CHECK(cpp("m") == "todo::Au<todo::E::x>");
  CHECK(cpp("n") == "todo::Au<true>");
  CHECK(cpp("o") == "todo::Au<todo::E::y>");
  CHECK(cpp("p") == "todo::Pack<todo::E::x, todo::E::y>");
  CHECK(cpp("q") == "todo::Def<todo::E::y, -3>");
  CHECK(cpp("r") == "todo::Pl<todo::Plain::green>");
  CHECK(cpp("s") == "todo::Typed<todo::E, todo::E::x>");
  CHECK(cpp("t") == "todo::Un<200, 18446744073709551615U>");
  CHECK(cpp("u") == "todo::Bo<true>");
  CHECK(header.field("todo::Holder<todo::E::x>", "held").type.cpp == "todo::En<todo::E::x>");
}

TEST_CASE("type: types that only the compiler can tell are known", "[frontend]") {
  const ParsedHeader header = parse_fields(
      "#include <cstdint>\n#include <string>\n#include <type_traits>\n#include <vector>\n",
      "enum class E { x, y };\nstruct Kinded { using kind = E; };\n"
      "template <class T> struct Inner {\n"
      "  typename T::kind kind{};\n"
      "  std::conditional_t<sizeof(T) == 1, std::int64_t, std::string> value{};\n"
      "};\n"
      "template <class T> struct Outer {\n"
      "  std::vector<Inner<T>> list;\n"
      "  std::vector<typename std::vector<T>::value_type> items;\n"
      "};\n"
      "template <class T> struct Part { int plain{}; };\n"
      "template <class T> struct Part<std::vector<T>> { T item{}; int other = 3; };\n",
      "Outer<Kinded> outer; Part<std::vector<bool>> part;\n");
  const auto type = [&](const char* record, const char* name) {
    return describe(header.field(record, name).type);
  };
  CHECK(type("todo::Inner<todo::Kinded>", "kind") == "enum todo::E");
  CHECK(type("todo::Inner<todo::Kinded>", "value") == "long");
  CHECK(type("todo::Outer<todo::Kinded>", "items") == "std::vector<todo::Kinded>");
  CHECK(type("todo::Part<std::vector<bool>>", "item") == "bool");
  CHECK(type("todo::Part<std::vector<bool>>", "other") == "int");
}

TEST_CASE("type: an enum in a template belongs to the instance", "[frontend]") {
  const ParsedHeader header = parse_fields(
      "",
      "template <class T> struct Sorted {\n"
      "  enum class Order { asc, desc = 4, other };\n"
      "  struct Part { enum Kind { big }; Kind kind{}; };\n"
      "  T value{}; Order order = Order::asc; Part part{};\n"
      "};\n"
      "template <int N> struct Counted { enum class Value { one = N }; Value value{}; };\n",
      "Sorted<int> sorted; Sorted<bool>::Order order; Counted<3> counted;\n");
  const auto type = [&](const char* record, const char* name) {
    return describe(header.field(record, name).type);
  };
  CHECK(type("todo::Sorted<int>", "order") == "enum todo::Sorted<int>::Order");
  CHECK(type("todo::Todo", "order") == "enum todo::Sorted<bool>::Order");
  CHECK(type("todo::Sorted<int>::Part", "kind") == "enum todo::Sorted<int>::Part::Kind");
  const DeclaredEnum& order = header.api().enums.at("todo::Sorted<int>::Order");
  REQUIRE(order.enumerators.size() == 3);
  CHECK(order.enumerators[1].value == 4);
  CHECK(order.enumerators[2].value == 5);
  CHECK(order.outer.front().cpp == "todo::Sorted<int>");
  // The values depend on the argument.
  CHECK(header.field("todo::Counted<3>", "value").type.kind == DeclaredType::Kind::other);
}
