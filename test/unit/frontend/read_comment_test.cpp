#include "test/unit/frontend/describe.hpp"
#include "test/unit/frontend/parsed_header.hpp"

#include <catch2/catch.hpp>

using namespace vgen::tool;
using namespace vgen::tool::frontend;
using namespace vgen::tool::frontend::testing;

namespace {

/// A struct with these members, read for their comments.
class CommentedMembers {
 public:
  explicit CommentedMembers(std::string_view members)
      : header_(todo_header("struct Todo {\n" + std::string(members) +
                            "};\nAPIFunction<Todo, void> get;\n")) {}

  [[nodiscard]] std::string of(std::string_view field) const {
    return describe(header_.field("todo::Todo", field).comment);
  }
  [[nodiscard]] const ParsedHeader& header() const { return header_; }

 private:
  ParsedHeader header_;
};

}  // namespace

TEST_CASE("comment: all styles, before and behind, are merged", "[frontend]") {
  const CommentedMembers members(R"(
  /// First.
  /// Second.
  int a;  ///< Behind.
          ///< Behind as well.
  //! Bang.
  int b;
  /** One line. */
  int c;  /**< Behind. */
  /**
   * Star.
   *
   *   Indented.
     No star.
   */
  int d;
  /*! Bang. */ int e;
)");
  CHECK(members.of("a") == "First.|Second.|Behind.|Behind as well.");
  CHECK(members.of("b") == "Bang.");
  CHECK(members.of("c") == "One line.|Behind.");
  CHECK(members.of("d") == "Star.||  Indented.|No star.");
  CHECK(members.of("e") == "Bang.");
}

TEST_CASE("comment: documentation behind a member without '<' is noted, once", "[frontend]") {
  const CommentedMembers members(R"(
  int a;  /// @minimum 1
  int b, c;  //! Text.
  int d;  ///< Its own.
  /** Of e. */ int e; /** Of f. */ int f;
  int g;  /**
           * Text. */
  int h;  // plain
  /// Of i.
  int i;
)");
  std::vector<std::string> found;
  for (const StrayComment& comment : members.header().api().stray_comments)
    found.push_back(comment.mark + " " + std::to_string(comment.range.column));
  CHECK(found == std::vector<std::string>{"/// 11", "//! 14", "/** 11"});
  CHECK(members.of("a").empty());
  CHECK(members.of("f") == "Of f.");
}

TEST_CASE("comment: a block without stars keeps its lists and its code", "[frontend]") {
  const CommentedMembers members(R"(
  /**
    Text.

    * item
      * part

    ```
    if (x) {
      y();
    }
    ```
  */
  int a;
  /** Text.
      More.
        Indented. */
  int b;
	/**
		Tabs.
		  Indented.
	 */
  int c;
)");
  CHECK(members.of("a") == "Text.||* item|  * part||```|if (x) {|  y();|}|```");
  CHECK(members.of("b") == "Text.|More.|  Indented.");
  CHECK(members.of("c") == "Tabs.|  Indented.");
}

TEST_CASE("comment: what belongs to others or to nobody is left out", "[frontend]") {
  const CommentedMembers members(R"(
  int a;  ///< Of a.
  int b;
  /// Not directly before.

  int c;
  // Plain.
  int d;  // Plain.
  //// Ruler.
  int e; /// Before nothing.
  int f;
  /// Of g.
  // NOLINT
  int g;
  int h, i;  ///< Of i.
  int j; /* plain */ ///< Of j.
)");
  CHECK(members.of("a") == "Of a.");
  for (const char* name : {"b", "c", "d", "e", "f", "h"}) CHECK(members.of(name).empty());
  CHECK(members.of("g") == "Of g.");
  CHECK(members.of("i") == "Of i.");
  CHECK(members.of("j") == "Of j.");
}

TEST_CASE("comment: braces, semicolons, # and @ between it and the name do not matter",
          "[frontend]") {
  const CommentedMembers members(R"(
  /// Of a.
  [[deprecated("{;}#@")]] int a = 0;
  template <int N> struct Sized { int value; };
  /// Of b.
  Sized<int{3}> b;
  /// Of c.
  decltype([] { return 1; }()) c;
  const char* text = "// {;}"; ///< Of text.
)");
  CHECK(members.of("a") == "Of a.");
  CHECK(members.of("b") == "Of b.");
  CHECK(members.of("c") == "Of c.");
  CHECK(members.of("text") == "Of text.");
}

TEST_CASE("comment: each line has its place", "[frontend]") {
  const CommentedMembers members(
      "  ///   Indented.\n  int a;  ///< @minimum 1\n  /**\n   * Star.\n   */\n  int b;\n  ///\n  "
      "/// After an empty line.\n  int c;\n");
  const auto range = [&](const char* field, std::size_t line) {
    const CommentLine& comment = members.header().field("todo::Todo", field).comment.at(line);
    return std::pair(comment.text, members.header().underlined(comment.range));
  };
  CHECK(range("a", 0) == std::pair<std::string, std::string>("  Indented.", "  Indented."));
  CHECK(range("a", 1) == std::pair<std::string, std::string>("@minimum 1", "@minimum 1"));
  CHECK(range("b", 0) == std::pair<std::string, std::string>("Star.", "Star."));
  CHECK(members.header().field("todo::Todo", "c").comment.at(0).text.empty());
  CHECK(range("c", 1).second == "After an empty line.");
}

TEST_CASE("comment: lines that end as on Windows lose their carriage return", "[frontend]") {
  const CommentedMembers members(
      "  /// First.\r\n  /// Second.\r\n  int a;  ///< Behind.\r\n  /**\r\n   * Star.\r\n   */\r\n "
      " int b;\r\n");
  CHECK(members.of("a") == "First.|Second.|Behind.");
  CHECK(members.of("b") == "Star.");
}
