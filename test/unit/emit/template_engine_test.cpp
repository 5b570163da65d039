#include "tools/vgen/emit/output/template_engine.hpp"

#include "tools/vgen/emit/output/embedded_file.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace vgen::tool::emit;

TEST_CASE("templates: embedded by their path", "[emit]") {
  REQUIRE(embedded_file("typescript/index.ts.mustache"));
  CHECK(embedded_file("typescript/index.ts.mustache")->starts_with("{{banner}}\n"));
  CHECK(embedded_file("typescript/src/index.ts"));
  CHECK_FALSE(embedded_file("typescript/nothing"));
}

TEST_CASE("templates: lists repeat, lines of tags take no line, nothing is escaped", "[emit]") {
  View view{{"banner", "<b>"},          {"base64", ""},        {"runtime_values", "values"},
            {"runtime_types", "types"}, {"channel_types", ""}, {"rpc_types", ""},
            {"stream_types", ""},       {"presence_types", ""}};
  view.set("modules", ViewList{View{{"name", "one"}}, View{{"name", "two"}}});
  CHECK(render_template("typescript/index.ts.mustache", view) ==
        "<b>\n\nexport * from \"./one.js\";\nexport * from \"./two.js\";\nvalues\ntypes\n"
        "export * from \"./errors.js\";\nexport * from \"./types.js\";\n");
}

TEST_CASE("templates: a name that the view lacks is a bug", "[emit]") {
  CHECK_THROWS_AS(render_template("typescript/index.ts.mustache", View{}), std::logic_error);
  CHECK_THROWS_AS(render_template("typescript/nothing.mustache", View{}), std::logic_error);
}
