#include "tools/vgen/frontend/comment_scanner.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace vgen::tool::frontend;

namespace {

std::vector<std::string> texts(std::string_view source) {
  std::vector<std::string> result;
  for (const SourceComment& comment : scan_comments(source))
    result.emplace_back(source.substr(comment.begin, comment.end - comment.begin));
  return result;
}

SourceComment::Kind kind(std::string_view source) {
  return scan_comments(source).at(0).kind;
}

}  // namespace

TEST_CASE("comment scanner: kinds follow Doxygen", "[frontend]") {
  using enum SourceComment::Kind;
  for (const char* text : {"///", "/// a", "//! a", "/** a */", "/*! a */"})
    CHECK(kind(text) == before);
  for (const char* text : {"///< a", "//!< a", "/**< a */", "/*!< a */"})
    CHECK(kind(text) == behind);
  for (const char* text : {"//", "// a", "//// a", "/* a */", "/**/", "/*** a */"})
    CHECK(kind(text) == plain);
}

TEST_CASE("comment scanner: knows where a comment is and whether it begins its line",
          "[frontend]") {
  CHECK(scan_comments("  // a\r\nint b; /* c */\n") ==
        std::vector<SourceComment>{
            {.kind = SourceComment::Kind::plain, .begin = 2, .end = 6, .starts_line = true},
            {.kind = SourceComment::Kind::plain, .begin = 15, .end = 22, .starts_line = false}});
}

TEST_CASE("comment scanner: literals are no comments", "[frontend]") {
  CHECK(texts(R"(auto a = "// no"; // yes)") == std::vector<std::string>{"// yes"});
  CHECK(texts(R"(auto a = "\"// no"; // yes)") == std::vector<std::string>{"// yes"});
  CHECK(texts("auto a = R\"x(\" // no )x\"; // yes") == std::vector<std::string>{"// yes"});
  CHECK(texts("auto a = u8R\"(// no)\"; // yes") == std::vector<std::string>{"// yes"});
  CHECK(texts("char a = '\"'; // yes") == std::vector<std::string>{"// yes"});
  CHECK(texts("int a = 1'000; // it's") == std::vector<std::string>{"// it's"});
  CHECK(texts("int a = 1'000'000; /* b */ int c; // d") ==
        std::vector<std::string>{"/* b */", "// d"});
}

TEST_CASE("comment scanner: what does not end goes to the end", "[frontend]") {
  CHECK(texts("/* a") == std::vector<std::string>{"/* a"});
  CHECK(texts("auto a = \"// no").empty());
  CHECK(texts("auto a = R\"(// no").empty());
  CHECK(texts("#error don't\n// yes") == std::vector<std::string>{"// yes"});
}
