#include "test/unit/frontend/parsed_header.hpp"
#include "tools/vgen/analysis/wiring/read_wiring.hpp"
#include "tools/vgen/support/text_file.hpp"

#include <catch2/catch.hpp>

namespace vgen::tool {
namespace {

using Names = std::vector<std::string>;

/// `vgen/api.hpp` in a namespace of its own: the front end gives the members of the author's types
/// only.
std::string copied_language() {
  const Result<std::string> text = read_text_file(VGEN_TEST_INCLUDE_DIR "/vgen/api.hpp");
  REQUIRE(text);
  const std::string opening = "namespace vgen {";
  std::string copy = *text;
  copy.replace(copy.find(opening), opening.size(), "namespace copied {");
  return copy;
}

/// The members of a wiring type in `vgen/api.hpp`, in their order.
Names members(std::string_view type) {
  const std::string cpp = "copied::" + std::string(type);
  const frontend::testing::ParsedHeader header(
      copied_language() + frontend::testing::todo_header("vgen::APIFunctionSessionless<" + cpp +
                                                         ", void, Services> wire;\n"));
  Names names;
  for (const frontend::DeclaredField& field : header.record(cpp).fields)
    names.push_back(field.name);
  return names;
}

TEST_CASE("settings: each member of a wiring type has its row, in the order of the type",
          "[analysis]") {
  for (const frontend::WiringFacts& kind : frontend::wiring_kinds) {
    const std::vector<std::string_view> settings = analysis::setting_names(kind.kind);
    INFO(kind.name);
    const bool is_template = kind.kind == frontend::WiringKind::topic;
    CHECK(Names(settings.begin(), settings.end()) ==
          members(std::string(kind.name) + (is_template ? "<int>" : "")));
  }
}

}  // namespace
}  // namespace vgen::tool
