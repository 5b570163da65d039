#include "tools/vgen/analysis/documentation/comment.hpp"

#include "test/unit/analysis/declared.hpp"

#include <catch2/catch.hpp>

namespace vgen::tool::analysis {
namespace {

using test::at;
using test::comment;

TEST_CASE("comment: the first sentence is the summary", "[analysis]") {
  const Comment read =
      read_comment(comment({" One todo. It is", " not done yet.", "", " Or is it?"}));
  CHECK(read == Comment{.summary = "One todo.",
                        .description = "It is\nnot done yet.\n\nOr is it?",
                        .tags = {},
                        .unknown = {},
                        .parameters = {},
                        .open_code = {}});
}

TEST_CASE("comment: indented code and lists keep their indentation", "[analysis]") {
  CHECK(read_comment(comment({"Head.", "", "    one", "      two", "", "- item", "  - part"}))
            .description == "    one\n      two\n\n- item\n  - part");
  CHECK(read_comment(comment({"Head. More.", "", "    one"})).description == "More.\n\n    one");
  CHECK(read_comment(comment({"Head.", "", "  * item", "    * part"})).description ==
        "  * item\n    * part");
}

TEST_CASE("comment: a list or code ends the summary", "[analysis]") {
  const auto [lines, summary,
              description] = GENERATE(table<std::vector<std::string>, std::string, std::string>({
      {{"Head:", "- one", "- two"}, "Head:", "- one\n- two"},
      {{"Head:", "* one", "  more"}, "Head:", "* one\n  more"},
      {{"Head", "1. one", "2) two"}, "Head", "1. one\n2) two"},
      {{"Head", "> said"}, "Head", "> said"},
      {{"Head", "| a | b |"}, "Head", "| a | b |"},
      {{"Head", "## Part", "text"}, "Head", "## Part\ntext"},
      {{"Head:", "```cpp", "a();", "", "b();", "```"}, "Head:", "```cpp\na();\n\nb();\n```"},
      {{"- one", "- two"}, "", "- one\n- two"},
      {{"```", "code", "```"}, "", "```\ncode\n```"},
      {{"1.5 is a number,", "-1 too, #5 and *this"}, "1.5 is a number, -1 too, #5 and *this", ""},
  }));
  const Comment read = read_comment(comment(lines));
  CHECK(read.summary == summary);
  CHECK(read.description == description);
}

TEST_CASE("comment: code stays as it was written up to its own end", "[analysis]") {
  const auto [lines, description] = GENERATE(table<std::vector<std::string>, std::string>({
      {{"Head.", "~~~", "```", "@minimum 1", "~~~"}, "~~~\n```\n@minimum 1\n~~~"},
      {{"Head.", "````", "```", "  @x", "````"}, "````\n```\n  @x\n````"},
      {{"Head.", "```", "`` ` ``", "``` no", "```"}, "```\n`` ` ``\n``` no\n```"},
      {{"Head.", "- item", "  ```", "  @x", "  ```"}, "- item\n  ```\n  @x\n  ```"},
      {{"Head.", "@code", "  f(@x);", "```", "@endcode", "Tail."},
       "````\n  f(@x);\n```\n````\nTail."},
      {{"Head.", "@code{.cpp}", "f();", "\\endcode"}, "```cpp\nf();\n```"},
      {{"Head.", "@verbatim", "@code", "@endverbatim"}, "```\n@code\n```"},
      {{"Head. ```a``` is a span.", "More."}, "```a``` is a span.\nMore."},
  }));
  const Comment read = read_comment(comment(lines));
  CHECK(read.description == description);
  CHECK(read.tags.empty());
  CHECK(read.unknown.empty());
  CHECK_FALSE(read.open_code);
}

TEST_CASE("comment: code that does not end is reported where it begins", "[analysis]") {
  CHECK(read_comment(comment({"Head.", "```", "@minimum 1", "``"})).open_code == at(2, 1, 3));
  CHECK(read_comment(comment({"Head.", "@code", "@minimum 1"})).open_code == at(2, 1, 5));
  CHECK(read_comment(comment({"```", "x", "```", "~~~"})).open_code == at(4, 1, 3));
}

TEST_CASE("comment: an abbreviation does not end a sentence", "[analysis]") {
  CHECK(read_comment(comment({"A word, e.g. a name, of", "the list"})).summary ==
        "A word, e.g. a name, of the list");
}

TEST_CASE("comment: tags are taken out, with their places", "[analysis]") {
  const Comment read = read_comment(comment({"What to do. @minLength 1 @pii"}));
  const Comment expected{.summary = "What to do.",
                         .description = "",
                         .tags = {{"minLength", "1", at(1, 13, 10), at(1, 24, 1)},
                                  {"pii", "", at(1, 26, 4), at(1, 26, 4)}},
                         .unknown = {},
                         .parameters = {},
                         .open_code = {}};
  CHECK(read == expected);
}

TEST_CASE("comment: pattern and example take the rest of the line", "[analysis]") {
  const Comment read =
      read_comment(comment({"@pattern ^@?[a-z]+ $  ", "@example \"a\" @minimum 1"}));
  REQUIRE(read.tags.size() == 2);
  CHECK(read.tags[0].argument == "^@?[a-z]+ $");
  CHECK(read.tags[1].argument == "\"a\" @minimum 1");
}

TEST_CASE("comment: '@' inside of a word, in backticks and in code is text", "[analysis]") {
  const Comment read = read_comment(comment(
      {"Mail to mail@example.org, write `@minimum`, or \\@home.", "", "```", "@decorated", "```"}));
  CHECK(read.summary == "Mail to mail@example.org, write `@minimum`, or @home.");
  CHECK(read.description == "```\n@decorated\n```");
  CHECK(read.unknown.empty());
}

TEST_CASE("comment: commands of Doxygen become what they say", "[analysis]") {
  const Comment read = read_comment(
      comment({"@brief Finds \\c todos.", "@note Slow.", "@return the todo", "@author me"}));
  CHECK(read.summary == "Finds `todos`.");
  CHECK(read.description == "Note: Slow.\n\nReturns the todo");
}

TEST_CASE("comment: parameters are kept aside", "[analysis]") {
  const Comment read =
      read_comment(comment({"Sets it.", "@param[in] id Of the todo,", "  a number.", "", "More."}));
  CHECK(read.description == "More.");
  CHECK(read.parameters == std::map<std::string, std::string>{{"id", "Of the todo, a number."}});
}

TEST_CASE("comment: unknown tags are told with their places", "[analysis]") {
  const Comment read = read_comment(comment({"Text @minLenght 1 \\d+ \\minimun 2"}));
  CHECK(read.summary == "Text 1 \\d+ 2");
  CHECK(read.unknown == std::vector<Tag>{{"minLenght", "", at(1, 6, 10), at(1, 6, 10)},
                                         {"minimun", "", at(1, 23, 8), at(1, 23, 8)}});
}

}  // namespace
}  // namespace vgen::tool::analysis
