#include "test/unit/frontend/describe.hpp"
#include "test/unit/frontend/parsed_header.hpp"

#include <catch2/catch.hpp>

using namespace vgen::tool;
using namespace vgen::tool::frontend;
using namespace vgen::tool::frontend::testing;

namespace {

std::vector<std::string> keys(const DeclaredApi& api) {
  std::vector<std::string> result;
  for (const auto& [key, record] : api.records) result.push_back(key);
  return result;
}

std::string describe_fields(const DeclaredRecord& record) {
  std::string result;
  for (const DeclaredField& field : record.fields)
    result += field.name + ": " + describe(field.type) + "; ";
  return result;
}

}  // namespace

TEST_CASE("record: a struct is read whole", "[frontend]") {
  const ParsedHeader header(todo_header(R"(/// Something to do.
struct [[deprecated]] Todo {
  static constexpr int status = 404;
  static int counter;
  [[deprecated]] int id = 1, other;  ///< Its number.
  bool flag : 1;
};
APIFunction<Todo, void> get;
)"));
  const DeclaredRecord& record = header.record("todo::Todo");
  CHECK(record.name == "todo::Todo");
  CHECK(record.cpp == "todo::Todo");
  CHECK(record.cpp_namespace == "todo");
  CHECK(record.is_complete);
  CHECK(record.is_aggregate);
  CHECK_FALSE(record.is_union);
  CHECK(record.status == 404);
  CHECK(record.is_deprecated);
  CHECK(describe(record.comment) == "Something to do.");
  CHECK(header.underlined(record.range) == "Todo");
  REQUIRE(record.fields.size() == 3);
  CHECK(record.fields[0].is_deprecated);
  CHECK(record.fields[0].initializer_text == "1");
  CHECK(header.underlined(record.fields[0].range) == "id");
  CHECK(header.underlined(record.fields[0].type_range) == "int");
  CHECK(header.underlined(record.fields[1].range) == "other");
  CHECK(header.underlined(record.fields[1].type_range) == "int");
  CHECK(describe(record.fields[1].comment) == "Its number.");
  CHECK(record.fields[2].is_bit_field);
  CHECK(record.fields[2].initializer == std::nullopt);
}

TEST_CASE("record: all that a function leads to is read, and no more", "[frontend]") {
  const ParsedHeader header("#include <optional>\n#include <vector>\n" + todo_header(R"(
struct Unused {}; struct OfServices {};
struct Services { OfServices a; };
struct InField {}; struct InBase {}; struct Base { InBase a; };
struct In : Base { std::vector<std::optional<InField>> a; };
struct Out {}; struct Error {}; struct Event {}; struct Item {};
APIFunction<In, vgen::Task<vgen::Result<Out, Error>>> get;
vgen::APISubscription<void, Item, Services, Session> watch;
inline constexpr vgen::Topic<Event> events{.name = "events"};
)"));
  CHECK(keys(header.api()) == std::vector<std::string>{"todo::Base", "todo::Error", "todo::Event",
                                                       "todo::In", "todo::InBase", "todo::InField",
                                                       "todo::Item", "todo::Out", "todo::Session"});
}

TEST_CASE("record: public bases in order, and what makes a class no aggregate", "[frontend]") {
  const ParsedHeader header(todo_header(R"(
struct A {}; struct B {}; struct C {};
struct Derived : A, public B, private C { int a; };
class Hidden { int a; public: int b; };
struct Made { Made(int); int a; };
struct Virtual { virtual void f(); int a; };
struct Plain {
  void f(); int g() const; static Plain make(); bool operator==(const Plain&) const = default;
  int a;
};
struct All { Derived a; Hidden b; Made c; Virtual d; Plain e; };
APIFunction<All, void> get;
)"));
  CHECK(describe(header.record("todo::Derived").bases) == "todo::A, todo::B");
  CHECK_FALSE(header.record("todo::Derived").is_aggregate);
  CHECK(describe_fields(header.record("todo::Hidden")) == "b: int; ");
  CHECK_FALSE(header.record("todo::Hidden").is_aggregate);
  CHECK_FALSE(header.record("todo::Made").is_aggregate);
  CHECK_FALSE(header.record("todo::Virtual").is_aggregate);
  CHECK(header.record("todo::Plain").is_aggregate);
  CHECK(describe_fields(header.record("todo::Plain")) == "a: int; ");
}

TEST_CASE("record: instances of templates have their arguments put in", "[frontend]") {
  const ParsedHeader header(
      "#include <array>\n#include <map>\n#include <optional>\n#include <string>\n#include "
      "<vector>\n" +
      todo_header(R"(
using TodoId = long;
struct Todo {};
template <class T> using Opt = std::optional<T>;
/// Some of many.
template <class T, class Cursor = std::string, int N = 2> struct Page {
  struct Link { T target; };
  using Items = std::vector<T>;
  Items items;
  Opt<T> first;
  std::array<T, N> pair;
  std::map<Cursor, Link> links;
  std::vector<Page> more;
  Cursor cursor = {};
};
template <class... T> struct Many { std::vector<std::string> names; };
template <class T> struct Box : Page<T> { T value; };
template <> struct Box<bool> { int special; };
APIFunction<Page<TodoId>, Page<Todo, int, 3>> a;
APIFunction<Many<int, Todo>, Box<Todo>> b;
APIFunction<Box<bool>, Page<Todo>::Link> c;
)"));
  CHECK(keys(header.api()) ==
        std::vector<std::string>{
            "todo::Box<bool>", "todo::Box<todo::Todo>", "todo::Many<int, todo::Todo>",
            "todo::Page<long, std::string, 2>", "todo::Page<long, std::string, 2>::Link",
            "todo::Page<todo::Todo, int, 3>", "todo::Page<todo::Todo, int, 3>::Link",
            "todo::Page<todo::Todo, std::string, 2>",
            "todo::Page<todo::Todo, std::string, 2>::Link", "todo::Session", "todo::Todo"});
  const DeclaredRecord& page = header.record("todo::Page<long, std::string, 2>");
  CHECK(page.name == "todo::Page");
  CHECK(describe(page.arguments) == "todo::TodoId = long, std::string, #2");
  CHECK(describe(page.comment) == "Some of many.");
  CHECK(describe_fields(page) ==
        "items: std::vector<todo::TodoId = long>; first: std::optional<todo::TodoId = long>; pair: "
        "std::array<todo::TodoId = long, #2>; "
        "links: std::map<std::string, todo::Page::Link>; more: std::vector<todo::Page<todo::TodoId "
        "= long, std::string, #2>>; "
        "cursor: std::string; ");
  CHECK(page.fields[3].type.cpp == "std::map<std::string, todo::Page<long, std::string, 2>::Link>");
  CHECK(describe_fields(header.record("todo::Page<long, std::string, 2>::Link")) ==
        "target: todo::TodoId = long; ");
  CHECK(describe_fields(header.record("todo::Page<todo::Todo, std::string, 2>::Link")) ==
        "target: todo::Todo; ");
  CHECK(describe(header.record("todo::Box<todo::Todo>").bases) ==
        "todo::Page<todo::Todo, std::string, #2>");
  CHECK(describe_fields(header.record("todo::Box<bool>")) == "special: int; ");
}

TEST_CASE("record: a parameter's name means nothing outside of its template", "[frontend]") {
  const ParsedHeader header(todo_header(R"(
struct Item { int a; };
struct Other { Item item; };
template <class Item> struct Page { Item item; Other other; };
APIFunction<Page<bool>, void> get;
)"));
  CHECK(describe_fields(header.record("todo::Page<bool>")) == "item: bool; other: todo::Other; ");
  CHECK(describe_fields(header.record("todo::Other")) == "item: todo::Item; ");
}

TEST_CASE("record: what only the compiler can work out in a template is not known", "[frontend]") {
  const ParsedHeader header(todo_header(R"(
struct WithType { using type = int; };
template <class T> struct Box { T value; };
template <class T, template <class> class Of = Box> struct Unreadable {
  enum class Mode { a }; Of<T> of; Mode mode; typename T::type type;
};
APIFunction<Unreadable<WithType>, void> get;
)"));
  const std::string key = header.function("todo::get").arguments.at(0).cpp;
  CHECK(describe_fields(header.record(key)) == "of: ?; mode: ?; type: ?; ");
}

TEST_CASE("record: nested, unnamed and recursive types", "[frontend]") {
  const ParsedHeader header("#include <memory>\n#include <vector>\n" + todo_header(R"(
struct Tree {
  struct Leaf { int value; };
  enum class Color { red };
  std::vector<Tree> children;
  std::unique_ptr<Tree> parent;
  Leaf leaf;
  Color color;
  struct { int x; } point;
  struct { int y; } points[2];
  union { int a; float b; };
  enum { off, on } state;
};
struct Declared;
APIFunction<Tree, Declared> get;
)"));
  CHECK(describe_fields(header.record("todo::Tree")) ==
        "children: std::vector<todo::Tree>; parent: std::unique_ptr<todo::Tree>; leaf: "
        "todo::Tree::Leaf; color: enum todo::Tree::Color; "
        "point: todo::Tree::point; points: todo::Tree::points[2]; : todo::Tree::(unnamed); state: "
        "?; ");
  CHECK(header.record("todo::Tree::Leaf").cpp_namespace == "todo");
  CHECK(header.api().enums.at("todo::Tree::Color").cpp_namespace == "todo");
  CHECK(header.record("decltype(todo::Tree::point)").name == "todo::Tree::point");
  CHECK(describe_fields(header.record("std::remove_all_extents_t<decltype(todo::Tree::points)>")) ==
        "y: int; ");
  CHECK(header.record("todo::Tree::(unnamed)").is_union);
  CHECK_FALSE(header.record("todo::Declared").is_complete);
}
