#include "test/unit/frontend/describe.hpp"
#include "test/unit/frontend/parsed_header.hpp"

#include <catch2/catch.hpp>

using namespace vgen::tool;
using namespace vgen::tool::frontend;
using namespace vgen::tool::frontend::testing;

namespace {

/// A struct with these members, read for their defaults.
class DefaultedMembers {
 public:
  DefaultedMembers(std::string_view includes, std::string_view declarations,
                   std::string_view members)
      : header_(std::string(includes) +
                todo_header(std::string(declarations) + "struct Todo {\n" + std::string(members) +
                            "};\nAPIFunction<Todo, void> get;\n")) {}

  [[nodiscard]] std::string of(std::string_view name) const {
    const std::optional<DeclaredValue>& value = field(name).initializer;
    return value ? describe(*value) : "none";
  }
  [[nodiscard]] std::string underlined(std::string_view name) const {
    return header_.underlined(field(name).initializer.value().range);
  }
  [[nodiscard]] const DeclaredField& field(std::string_view name) const {
    return header_.field("todo::Todo", name);
  }

 private:
  ParsedHeader header_;
};

}  // namespace

TEST_CASE("default value: numbers, bools and enumerators", "[frontend]") {
  const DefaultedMembers members(
      "#include <cstdint>\n",
      "enum class Priority { low, normal }; enum Old { first };\nconstexpr int limit = 7;\n",
      R"(
  int a = 50; int b = -5; int c{5}; int d = {6}; unsigned e = 1u << 4; int f = limit;
  std::uint64_t g = 18446744073709551615ull;
  std::int64_t h = -9223372036854775807 - 1; long i = 1'000; double j = -1.5; float k = 1;
  bool l = true; bool m = !true;
  Priority n = Priority::normal; Priority o{Priority::low}; Old p = first;
  Priority q = static_cast<Priority>(1); int r = 0x10;
  bool s = limit > 3; char t = 'x';
)");
  CHECK(members.of("a") == "50");
  CHECK(members.underlined("a") == "50");
  CHECK(members.field("a").initializer_text == "50");
  CHECK(members.of("b") == "-5");
  CHECK(members.underlined("b") == "-5");
  CHECK(members.of("c") == "5");
  CHECK(members.underlined("c") == "5");
  CHECK(members.field("c").initializer_text == "{5}");
  CHECK(members.of("d") == "6");
  CHECK(members.of("e") == "16");
  CHECK(members.of("f") == "7");
  CHECK(members.of("g") == "18446744073709551615");
  CHECK(members.of("h") == "-9223372036854775808");
  CHECK(members.of("i") == "1000");
  CHECK(members.of("j") == "float -1.5");
  CHECK(members.of("k") == "float 1");
  CHECK(members.of("l") == "true");
  CHECK(members.of("m") == "false");
  CHECK(members.of("n") == "todo::Priority::normal");
  CHECK(members.of("o") == "todo::Priority::low");
  CHECK(members.of("p") == "todo::Old::first");
  CHECK(members.of("q") == "1");
  CHECK(members.of("r") == "16");
  CHECK(members.of("s") == "true");
  CHECK(members.of("t") == "120");
}

TEST_CASE("default value: empty braces say nothing, after = they are an empty list", "[frontend]") {
  const DefaultedMembers members("#include <optional>\n#include <string>\n#include <vector>\n",
                                 "struct Limits { int low; };\n", R"(
  int a; int b{}; int c = {}; std::vector<int> d; std::vector<int> e{}; std::vector<int> f = {};
  std::optional<int> g{}; Limits h{ };
  Limits i = {}; std::string j{}; std::string k = {}; int l[2]; int m[2] = {};
  std::vector<int> n = { 1, 2 };
  std::vector<int> o =
      {3};
)");
  for (const char* name : {"a", "b", "d", "e", "g", "h", "j", "l"})
    CHECK(members.of(name) == "none");
  for (const char* name : {"c", "f", "i", "k", "m"}) CHECK(members.of(name) == "{}");
  CHECK(members.field("b").initializer_text == "{}");
  CHECK(members.field("a").initializer_text.empty());
  CHECK(members.underlined("f") == "{}");
  CHECK(members.field("n").initializer_text == "{ 1, 2 }");
  CHECK(members.underlined("o") == "{3}");
}

TEST_CASE("default value: strings, with a place inside if they are plain", "[frontend]") {
  const DefaultedMembers members(
      "#include <string>\n#include <string_view>\n#include <optional>\n",
      "constexpr std::string_view name = \"n\";\nusing namespace std::literals;\n", R"(
  std::string a = "abc"; std::string b{"x"}; std::string c = std::string("y");
  std::string_view d = "v"; std::string e = "a" "b";
  std::string f = "\n"; std::string_view g = name; const char* h = "h";
  std::optional<std::string> i = "o"; std::string j = "ä";
  std::string k = "s"s; std::string l = R"x(raw)x"; std::string m = "";
  std::string n = std::string{"z"};
)");
  const auto string = [&](const char* name) {
    return std::get<StringValue>(members.field(name).initializer.value().value);
  };
  CHECK(string("a") == StringValue{"abc", true});
  CHECK(members.underlined("a") == "\"abc\"");
  CHECK(string("b") == StringValue{"x", true});
  CHECK(members.underlined("b") == "\"x\"");
  CHECK(string("c") == StringValue{"y", true});
  CHECK(string("d") == StringValue{"v", true});
  CHECK(string("e") == StringValue{"ab", false});
  CHECK(string("f") == StringValue{"\n", false});
  CHECK(string("g") == StringValue{"n", false});
  CHECK(members.underlined("g") == "name");
  CHECK(string("h") == StringValue{"h", true});
  CHECK(string("i") == StringValue{"o", true});
  CHECK(string("j") == StringValue{"ä", true});
  CHECK(string("k") == StringValue{"s", true, true});
  CHECK(string("l") == StringValue{"raw", false});
  CHECK(string("m") == StringValue{"", true});
  CHECK(string("n") == StringValue{"z", true});
}

TEST_CASE("default value: lists, maps and structs", "[frontend]") {
  const DefaultedMembers members(
      "#include <array>\n#include <map>\n#include <optional>\n#include <string>\n#include "
      "<utility>\n#include <variant>\n#include "
      "<vector>\n",
      "struct Limits { int low = 1; std::string name; };\nstruct Other { int a; };\nenum class "
      "Color { red };\n",
      R"(
  std::vector<int> a = {1, -2}; std::vector<std::string> b{"x"}; std::array<int, 3> c = {1, 2, 3};
  std::map<std::string, int> d = {{"a", 1}, {"b", 2}};
  Limits e = {.low = 3, .name = "n"}; Limits f{4, "p"}; Limits g = Limits{.low = 5};
  std::vector<Limits> h = {{.low = 1}, {2, "x"}};
  std::optional<Limits> i = Limits{.low = 6}; std::pair<int, bool> j = {1, true}; int k[2] = {1, 2};
  std::vector<Color> l = {Color::red};
  std::variant<Limits, Other> m = Other{.a = 1}; std::vector<std::vector<int>> n = {{1}, {}};
)");
  CHECK(members.of("a") == "{1, -2}");
  CHECK(members.of("b") == "{\"x\"}");
  CHECK(members.of("c") == "{1, 2, 3}");
  CHECK(members.of("d") == "{{\"a\", 1}, {\"b\", 2}}");
  CHECK(members.of("e") == "{.low = 3, .name = \"n\"}");
  CHECK(members.of("f") == "{4, \"p\"}");
  CHECK(members.of("g") == "{.low = 5}");
  CHECK(members.of("h") == "{{.low = 1}, {2, \"x\"}}");
  CHECK(members.of("i") == "todo::Limits({.low = 6})");
  CHECK(members.of("j") == "{1, true}");
  CHECK(members.of("k") == "{1, 2}");
  CHECK(members.of("l") == "{todo::Color::red}");
  CHECK(members.of("m") == "todo::Other({.a = 1})");
  CHECK(members.of("n") == "{{1}, {}}");
}

TEST_CASE("default value: durations and nullopt", "[frontend]") {
  const DefaultedMembers members("#include <chrono>\n#include <optional>\n",
                                 "using namespace std::chrono_literals;\n", R"(
  std::chrono::seconds a = 30s; std::chrono::milliseconds b = std::chrono::seconds{30};
  std::chrono::seconds c{30};
  std::chrono::seconds d = std::chrono::minutes(2); std::chrono::milliseconds e = 1'500ms;
  std::optional<int> f = std::nullopt;
  std::optional<int> g = 5; std::optional<std::chrono::hours> h = 1h;
)");
  CHECK(members.of("a") == "std::chrono::seconds(30)");
  CHECK(members.underlined("a") == "30s");
  CHECK(members.of("b") == "std::chrono::seconds(30)");
  CHECK(members.of("c") == "30");
  CHECK(members.of("d") == "std::chrono::minutes(2)");
  CHECK(members.of("e") == "std::chrono::milliseconds(1500)");
  CHECK(members.of("f") == "std::nullopt()");
  CHECK(members.of("g") == "5");
  CHECK(members.of("h") == "std::chrono::hours(1)");
}

TEST_CASE("default value: what cannot be read says why", "[frontend]") {
  const DefaultedMembers members(
      "#include <chrono>\n#include <string>\n#include <vector>\n",
      "std::string make();\nconstexpr int code() { return 204; }\nextern const int elsewhere;\n"
      "using namespace std::chrono_literals;\n"
      "struct Km { unsigned long long count; };\nconstexpr Km operator\"\"_km(unsigned long long "
      "n) { return {n}; }\n"
      "template <int N> struct Sized { int size = N; };\n",
      R"(
  std::string a = make(); int b = code(); int c = elsewhere; std::chrono::duration<double> d = 1.5s;
  std::string e = true ? "a" : "b";
  Sized<3> f; void (*g)() = [] {}; Km h = 5_km;
)");
  CHECK(members.of("a") == "unknown: calls a function");
  CHECK(members.underlined("a") == "make()");
  CHECK(members.of("b") == "204");
  CHECK(members.of("c") == "unknown: refers to a variable whose value is not in the header");
  CHECK(members.of("d") == "std::chrono::seconds(float 1.5)");
  CHECK(members.of("e") == "unknown: is computed");
  CHECK(members.of("f") == "none");
  CHECK(members.of("g") == "unknown: calls a function");
  CHECK(members.of("h") == "unknown: is a literal of a kind that vgen does not know");
}
