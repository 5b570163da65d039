#include "tools/vgen/support/render_diagnostics.hpp"

#include <catch2/catch.hpp>

namespace vgen::tool {
namespace {

Diagnostic sample() {
  return {.severity = Severity::error,
          .code = "VG3004",
          .message = "no member 'idd'",
          .range = {.file = "a.hpp", .line = 2, .column = 4, .length = 3},
          .notes = {{.message = "declared here",
                     .range = {.file = "a.hpp", .line = 1, .column = 1, .length = 1}},
                    {.message = "reached from GET /", .range = {}}},
          .help = "did you mean 'id'?"};
}

Diagnostic at(const std::string& file, unsigned line, Severity severity = Severity::error) {
  return {.severity = severity,
          .code = {},
          .message = "m",
          .range = {.file = file, .line = line, .column = 1},
          .notes = {},
          .help = {}};
}

TEST_CASE("render text: source lines, notes, help, totals", "[support]") {
  SourceFiles files;
  files.add("a.hpp", "x\nab idd;\r\n");
  CHECK(render_text({sample()}, files) ==
        "a.hpp:2:4: error: [VG3004] no member 'idd'\n"
        "    2 | ab idd;\n"
        "      |    ^~~\n"
        "a.hpp:1:1: note: declared here\n"
        "    1 | x\n"
        "      | ^\n"
        "note: reached from GET /\n"
        "help: did you mean 'id'?\n"
        "1 error\n");
}

TEST_CASE("render text: tabs stay tabs, code points are one column", "[support]") {
  SourceFiles files;
  files.add("a.hpp", "\t\"ü\" here\n");
  Diagnostic diagnostic = at("a.hpp", 1);
  diagnostic.range.column = 7;
  diagnostic.range.length = 4;
  CHECK(render_text({diagnostic}, files) ==
        "a.hpp:1:7: error: m\n    1 | \t\"ü\" here\n      | \t    ^~~~\n1 error\n");
}

TEST_CASE("render text: sorted, repetitions dropped, counted", "[support]") {
  SourceFiles files;
  files.add("a.hpp", "");
  const std::string text =
      render_text({at("a.hpp", 9), at("a.hpp", 2, Severity::warning), at("a.hpp", 9)}, files);
  CHECK(text == "a.hpp:2:1: warning: m\na.hpp:9:1: error: m\n1 error, 1 warning\n");
}

TEST_CASE("render text: no diagnostics, no text", "[support]") {
  CHECK(render_text({}).empty());
}

TEST_CASE("render json: one array", "[support]") {
  CHECK(render_json({}) == "[]\n");
  CHECK(render_json({at("a\"b.hpp", 3)}) ==
        R"([{"severity": "error", "code": "", "message": "m", "file": "a\"b.hpp", "line": 3, )"
        R"("column": 1, "length": 1, "notes": [], "help": ""}])"
        "\n");
}

TEST_CASE("render json: bytes that are no UTF-8 are replaced", "[support]") {
  Diagnostic diagnostic = at("a.hpp", 3);
  diagnostic.message = "caf\xe9\n\x01";
  CHECK(render_json({diagnostic}).find("\"message\": \"caf\xef\xbf\xbd\\n\\u0001\"") !=
        std::string::npos);
}

TEST_CASE("render github: escapes of workflow commands", "[support]") {
  Diagnostic diagnostic = at("a,b.hpp", 3);
  diagnostic.code = "VG3004";
  diagnostic.message = "100%";
  diagnostic.help = "less";
  CHECK(render_github({diagnostic}) ==
        "::error file=a%2Cb.hpp,line=3,col=1,endColumn=2,title=VG3004 a path parameter that is not "
        "a member of the input::100%25%0Ahelp: "
        "less\n");
}

}  // namespace
}  // namespace vgen::tool
