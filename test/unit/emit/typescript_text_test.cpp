#include "tools/vgen/emit/typescript/comment.hpp"
#include "tools/vgen/emit/typescript/text.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace vgen::tool;
using namespace vgen::tool::emit;

TEST_CASE("TypeScript strings: quoted as prettier does", "[emit]") {
  CHECK(typescript_string("todos") == "\"todos\"");
  CHECK(typescript_string("it's") == "\"it's\"");
  CHECK(typescript_string("say \"hi\"") == "'say \"hi\"'");
  CHECK(typescript_string("\"a\" isn't 'b'") == "\"\\\"a\\\" isn't 'b'\"");
  CHECK(typescript_string("a\\b\n\x01") == "\"a\\\\b\\n\\x01\"");
}

TEST_CASE("TypeScript members: quoted only where they have to be", "[emit]") {
  CHECK(typescript_property("done") == "done");
  CHECK(typescript_property("delete") == "delete");
  CHECK(typescript_property("$id_2") == "$id_2");
  CHECK(typescript_property("X-Trace") == "\"X-Trace\"");
  CHECK(typescript_property("2nd") == "\"2nd\"");
  CHECK(typescript_property("größe") == "\"größe\"");
  CHECK(typescript_property("") == "\"\"");
}

TEST_CASE("TypeScript comments: one line, or a block", "[emit]") {
  CHECK(typescript_comment(0, {}).empty());
  CHECK(typescript_comment(2, {"What to do."}) == "  /** What to do. */");
  CHECK(typescript_comment(2, {"What to do.", "", "@minLength 1"}) ==
        "  /**\n   * What to do.\n   *\n   * @minLength 1\n   */");
}

TEST_CASE("TypeScript comments: a text cannot end them", "[emit]") {
  CHECK(typescript_comment(0, {"@pattern ^a*/b*/$"}) == "/** @pattern ^a*\\/b*\\/$ */");
}

TEST_CASE("TypeScript comments: prose is wrapped; lists, tags and code are not", "[emit]") {
  const std::string word(40, 'a');
  const std::string line = word + " " + word + " " + word;
  CHECK(typescript_comment(0, {line}) == "/**\n * " + word + " " + word + "\n * " + word + "\n */");
  CHECK(typescript_comment(0, {"- " + line}) == "/** - " + line + " */");
  CHECK(typescript_comment(0, {"@example " + line}) == "/** @example " + line + " */");
  CHECK(typescript_comment(0, {"```", line, "```"}) == "/**\n * ```\n * " + line + "\n * ```\n */");
  CHECK(typescript_comment(0, {std::string(200, 'b')}) == "/** " + std::string(200, 'b') + " */");
}

TEST_CASE("TypeScript comments: '@' at the beginning of a line of text is not a tag", "[emit]") {
  model::Documentation documentation;
  documentation.summary = "Head.";
  documentation.description = "```\n@decorated\n  @too\na@b\n```\n@home";
  CHECK(typescript_documentation(documentation) ==
        std::vector<std::string>{"Head.", "", "```", "\\@decorated", "  \\@too", "a@b", "```",
                                 "\\@home"});
}

TEST_CASE("TypeScript lists: braces have spaces inside", "[emit]") {
  CHECK(typescript_list("{", {"a: 1", "b: 2"}, "}") == "{ a: 1, b: 2 }");
  CHECK(typescript_list("call(", {"client", "{}"}, ");") == "call(client, {});");
  CHECK(typescript_list("{", {}, "}") == "{}");
}

TEST_CASE("TypeScript unions", "[emit]") {
  CHECK(typescript_union("export type A", {"\"a\"", "\"b\""}) == "export type A = \"a\" | \"b\";");
}
