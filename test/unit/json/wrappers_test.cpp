#include <vgen/json/wrappers.hpp>

#include <vgen/json/types.hpp>

#include "sample.hpp"

#include <memory>

using vgen::Box;
using vgen::Nullable;
using vgen::Patch;

namespace sample {

struct Change {
  Nullable<int> limit{};
  Patch<std::string> title{};
  Patch<std::vector<int>> marks{};

  bool operator==(const Change&) const = default;
};

struct Expression;
struct Sum {
  Box<Expression> left, right;

  bool operator==(const Sum&) const = default;
};
struct Expression {
  std::variant<double, Sum> value{};

  bool operator==(const Expression&) const = default;
};

}  // namespace sample

namespace vgen::json {

template <>
struct Codec<sample::Change> {
  static void read(Reader& in, sample::Change& value) {
    static constexpr Members members{required("limit"), optional("title"), optional("marks")};
    read_object(in, members, [&](unsigned member) {
      switch (member) {
        case 0: return json::read(in, value.limit, IntegerRule{.minimum = 1});
        case 1: return json::read(in, value.title, StringRule{.min_length = 1});
        case 2:
          return json::read(in, value.marks, ArrayRule{.max_items = 1}, IntegerRule{.minimum = 1});
      }
    });
  }
  static void write(Writer& out, const sample::Change& value) {
    ObjectWriter object(out);
    object.member("limit", value.limit);
    object.member("title", value.title);
    object.member("marks", value.marks);
  }
};

template <>
struct Codec<sample::Sum>;

template <>
struct Codec<sample::Expression> {
  static void read(Reader& in, sample::Expression& value);
  static void write(Writer& out, const sample::Expression& value);
};

template <>
struct Codec<sample::Sum> {
  static void read(Reader& in, sample::Sum& value) {
    static constexpr Members members{required("left"), required("right")};
    read_object(in, members,
                [&](unsigned member) { json::read(in, member == 0 ? value.left : value.right); });
  }
  static void write(Writer& out, const sample::Sum& value) {
    ObjectWriter object(out);
    object.member("left", value.left);
    object.member("right", value.right);
  }
};

void Codec<sample::Expression>::read(Reader& in, sample::Expression& value) {
  static constexpr Members members{required("value")};
  read_object(in, members, [&](unsigned) { json::read(in, value.value); });
}
void Codec<sample::Expression>::write(Writer& out, const sample::Expression& value) {
  ObjectWriter object(out);
  object.member("value", value.value);
}

}  // namespace vgen::json

namespace {

using sample::Change;
using sample::Expression;
using sample::Sum;

}  // namespace

TEST_CASE("wrappers: absent, null and value", "[json]") {
  const std::pair<Change, std::string_view> cases[] = {
      {{}, R"({"limit":null})"},
      {{.limit = 5, .title = nullptr}, R"({"limit":5,"title":null})"},
      {{.limit = 5, .title = "x", .marks = std::vector{1}},
       R"({"limit":5,"title":"x","marks":[1]})"},
  };
  for (const auto& [value, text] : cases) {
    CHECK(value_of<Change>(text) == value);
    CHECK(vgen::json::to_json(value) == text);
  }
  CHECK(faults_of<Change>(R"({"limit":0,"title":"","marks":[0]})") ==
        std::vector{fault("/limit", "minimum", "1", "must be at least 1"),
                    fault("/title", "minLength", "1", "must not be empty"),
                    fault("/marks/0", "minimum", "1", "must be at least 1")});
  CHECK(faults_of<Change>("{}") == std::vector{fault("/limit", "required", "", "is required")});
}

TEST_CASE("wrappers: null within an optional is the null of its type", "[json]") {
  CHECK(value_of<std::optional<Nullable<int>>>("null") == std::optional(Nullable<int>(nullptr)));
  CHECK(value_of<std::optional<std::monostate>>("null") == std::optional(std::monostate()));
  CHECK(code_of<std::optional<Box<int>>>("null") == "type");
}

TEST_CASE("wrappers: owners are what they own", "[json]") {
  CHECK(*value_of<Box<std::string>>(R"("abc")", vgen::json::StringRule{.max_length = 3}) == "abc");
  CHECK(code_of<Box<std::string>>(R"("abc")", vgen::json::StringRule{.max_length = 2}) ==
        "maxLength");
  CHECK(vgen::json::to_json(std::vector<std::unique_ptr<int>>(0)) == "[]");
  CHECK(vgen::json::to_json(std::make_unique<int>(5)) == "5");
  CHECK_THROWS_WITH(vgen::json::to_json(std::unique_ptr<int>()),
                    "cannot be written as JSON: a null pointer");
  Box<int> box(5);
  const Box<int> moved(std::move(box));
  CHECK(vgen::json::to_json(moved) == "5");
  CHECK_THROWS(vgen::json::to_json(box));
}

TEST_CASE("wrappers: a type within itself", "[json]") {
  const std::string text = R"({"value":{"left":{"value":1.5},"right":{"value":{"left":{"value":2},)"
                           R"("right":{"value":3}}}}})";
  const Expression value{Sum{Expression{1.5}, Expression{Sum{Expression{2.0}, Expression{3.0}}}}};
  CHECK(value_of<Expression>(text) == value);
  CHECK(vgen::json::to_json(value) == text);
  CHECK(faults_of<Expression>(
            R"({"value":{"left":{"value":{"left":{"value":true}}},"right":{"value":1}}})") ==
        std::vector{fault("/value/left/value/left/value", "type", R"(["number","object"])",
                          "must be a number or an object, not a boolean"),
                    fault("/value/left/value/right", "required", "", "is required")});
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += R"({"value":{"left":)";
  CHECK(code_of<Expression>(deep) == "depth");
}
