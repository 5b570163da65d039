#include "sample.hpp"

#include <array>
#include <string>
#include <utility>

using sample::Todo;

TEST_CASE("object: members in order of declaration", "[json]") {
  const Todo expected{.id = 7,
                      .title = "Water the plants",
                      .priority = sample::Priority::high,
                      .labels = {"home", "garden"},
                      .due = std::chrono::sys_seconds(std::chrono::seconds(1767323045)),
                      .done = true,
                      .author = sample::Author{.name = "Ada", .email = "ada@example.com"}};
  const std::string text =
      R"({"id":7,"title":"Water the plants","priority":"high","labels":["home","garden"],)"
      R"("due":"2026-01-02T03:04:05Z","done":true,)"
      R"("author":{"name":"Ada","email":"ada@example.com"}})";

  CHECK(value_of<Todo>(text) == expected);
  CHECK(vgen::json::to_json(expected) == text);
}

TEST_CASE("object: any order, some left out, any white space, escaped names", "[json]") {
  const Todo expected{.id = 7, .title = "a", .done = true};

  CHECK(value_of<Todo>(R"({"done":true,"title":"a","id":7})") == expected);
  CHECK(value_of<Todo>(R"({"id":7,"done":true,"title":"a"})") == expected);
  CHECK(value_of<Todo>(R"({"id": 7, "title": "a", "done": true})") == expected);
  CHECK(value_of<Todo>("\r\n\t { \"id\" : 7 ,\n \"title\" :\t\"a\" , \"done\"\n:true\n} \n") ==
        expected);
  CHECK(value_of<Todo>(R"({"\u0069d":7,"t\u0069tle":"a","don\u0065":true})") == expected);
  CHECK(value_of<Todo>(R"(      {"title":"a", "id" :7,"done":true      })") == expected);
}

TEST_CASE("object: a struct without members", "[json]") {
  CHECK(value_of<sample::Nothing>("{}") == sample::Nothing{});
  CHECK(value_of<sample::Nothing>(" { } ") == sample::Nothing{});
  CHECK(vgen::json::to_json(sample::Nothing{}) == "{}");
  CHECK(faults_of<sample::Nothing>(R"({"id":1})") ==
        std::vector{fault("/id", "unknown", "", "is not a known member")});
}

TEST_CASE("object: names that JSON escapes, that a pointer escapes, that are long", "[json]") {
  const sample::Odd expected{.id = 0, .quoted = 1, .sloped = 2, .umlaut = 3, .long_one = 4};
  const std::string text = R"({"a\"b\\c":1,"a/b~c":2,"größe":3,"a name beyond 16 bytes":4})";

  CHECK(value_of<sample::Odd>(text) == expected);
  CHECK(vgen::json::to_json(expected) == text);
  CHECK(value_of<sample::Odd>(R"({"a name beyond 16 bytes":4,"gr\u00f6\u00dfe":3,"a\/b~c":2,)"
                              R"("\u0061\u0022b\u005cc":1})") == expected);
  CHECK(faults_of<sample::Odd>(R"({"a\"b\\c":"x","a/b~c":"x","a name beyond 16 bytez":1})") ==
        std::vector{fault("/a\"b\\c", "type", "\"integer\"", "must be an integer, not a string"),
                    fault("/a~1b~0c", "type", "\"integer\"", "must be an integer, not a string"),
                    fault("/a name beyond 16 bytez", "unknown", "",
                          "is not a known member; did you mean `a name beyond 16 bytes`?")});
}

TEST_CASE("object: a member that is bound elsewhere", "[json]") {
  CHECK(
      faults_of<sample::Odd>(R"({"id":1,"a\"b\\c":1})") ==
      std::vector{fault("/id", "bound_elsewhere", "",
                        "is read from the path, the query, a header or a cookie, not from here")});
}

TEST_CASE("object: more than 64 members", "[json]") {
  sample::Wide wide;
  for (int i = 0; i < 70; ++i) wide.values[i] = i * 3;
  const std::string text = vgen::json::to_json(wide);

  const auto back = value_of<sample::Wide>(text);
  for (int i = 0; i < 70; ++i) CHECK(back.values[i] == i * 3);
  CHECK(faults_of<sample::Wide>(R"({"m00":1,"m69":1,"m69":2})").size() == 32);
  std::string one_missing = text;
  one_missing.erase(one_missing.find(",\"m66\":198"), 10);
  CHECK(faults_of<sample::Wide>(one_missing) ==
        std::vector{fault("/m66", "required", "", "is required")});
}

TEST_CASE("object: all faults of a document at once", "[json]") {
  const auto parsed = vgen::json::parse<Todo>(
      R"({"id":0,"titel":"a","priority":"highest","labels":["","y",7],"due":null,"id":4,"done":1,)"
      R"("author":{"email":"x"}})");

  CHECK_FALSE(parsed.malformed);
  CHECK(parsed.faults.list() ==
        std::vector{
            fault("/id", "minimum", "1", "must be at least 1"),
            fault("/titel", "unknown", "", "is not a known member; did you mean `title`?"),
            fault("/priority", "enum", R"(["low","normal","high"])",
                  "must be one of low, normal, high"),
            fault("/labels/0", "minLength", "1", "must not be empty"),
            fault("/labels/2", "type", "\"string\"", "must be a string, not a number"),
            fault("/due", "type", "", "null is not allowed here; leave the member out instead"),
            fault("/id", "duplicate", "", "is given more than once"),
            fault("/done", "type", "\"boolean\"", "must be a boolean, not a number"),
            fault("/author/email", "format", "\"email\"", "must be an email address"),
            fault("/author/name", "required", "", "is required"),
            fault("/title", "required", "", "is required")});
}

TEST_CASE("object: a value of another type", "[json]") {
  CHECK(faults_of<Todo>("[]") ==
        std::vector{fault("", "type", "\"object\"", "must be an object, not an array")});
  CHECK(faults_of<Todo>("null") ==
        std::vector{fault("", "type", "\"object\"", "must be an object, not null")});
  CHECK(faults_of<std::vector<Todo>>(R"([true])") ==
        std::vector{fault("/0", "type", "\"object\"", "must be an object, not a boolean")});
}

TEST_CASE("object: what stands behind a value of another type is not read as members", "[json]") {
  using namespace std::string_literals;
  CHECK(code_of<Todo>("5\0\"id\":7,\"title\":\"a\"}"s) == "syntax");
  CHECK(code_of<std::vector<Todo>>("[5\0\"id\":7,\"title\":\"a\"}]"s) == "syntax");
}

TEST_CASE("object: duplicates of what was in order, out of order and escaped", "[json]") {
  for (const char* const text : {R"({"id":1,"id":2,"title":"a"})", R"({"title":"a","id":1,"id":2})",
                                 R"({"id":1,"title":"a","\u0069d":2})"}) {
    CHECK(faults_of<Todo>(text) ==
          std::vector{fault("/id", "duplicate", "", "is given more than once")});
  }
}

TEST_CASE("object: leniency", "[json]") {
  vgen::Faults faults;
  vgen::json::Reader in(R"({"x":{"y":[1,2,{}]},"id":1,"title":"a","due":null})", faults, {},
                        vgen::Place::message, {.unknown_members = true, .null_as_absent = true});
  Todo todo;
  vgen::json::read(in, todo);

  CHECK(in.finish());
  CHECK(faults.list().empty());
  CHECK(todo == Todo{.id = 1, .title = "a"});
}

TEST_CASE("object: place and base of the pointers", "[json]") {
  vgen::Faults faults;
  vgen::json::Reader in(R"({"id":1})", faults, {}, vgen::Place::params, {}, "/todo");
  Todo todo;
  vgen::json::read(in, todo);

  CHECK(in.finish());
  CHECK(faults.list() == std::vector{vgen::Fault{vgen::Place::params, "/todo/title", "required", "",
                                                 "is required"}});
}

namespace {

constexpr std::size_t many = 300;

/// "m000" to "m299".
constexpr auto many_names = [] {
  std::array<std::array<char, 4>, many> names{};
  for (std::size_t i = 0; i < many; ++i) {
    const auto digit = [](std::size_t d) { return static_cast<char>('0' + d); };
    names[i] = {'m', digit(i / 100), digit(i / 10 % 10), digit(i % 10)};
  }
  return names;
}();

template <std::size_t... I>
constexpr vgen::json::Members<many> many_members(std::index_sequence<I...> /*indices*/) {
  return vgen::json::Members<many>{
      vgen::json::required(std::string_view(many_names[I].data(), 4))...};
}

}  // namespace

TEST_CASE("object: more members than are kept without memory of their own", "[json]") {
  static constexpr vgen::json::Members<many> members =
      many_members(std::make_index_sequence<many>());
  const auto read = [](std::string_view text, std::vector<int>& values) {
    vgen::Faults faults;
    vgen::json::Reader in(text, faults);
    vgen::json::read_object(in, members,
                            [&](unsigned member) { vgen::json::read(in, values[member]); });
    in.finish();
    return faults.list();
  };
  for (const bool backwards : {false, true}) {
    std::string text;
    for (std::size_t i = 0; i < many; ++i) {
      const std::size_t member = backwards ? many - 1 - i : i;
      text += (i == 0 ? "{\"" : ",\"") + std::string(many_names[member].data(), 4) +
              "\":" + std::to_string(member);
    }
    std::vector<int> values(many);
    CHECK(read(text + "}", values).empty());
    CHECK(values[0] == 0);
    CHECK(values[299] == 299);
    CHECK(read(text + ",\"m270\":1}", values) ==
          std::vector{fault("/m270", "duplicate", "", "is given more than once")});
  }
  std::vector<int> values(many);
  CHECK(read("{}", values).size() == 32);
}
