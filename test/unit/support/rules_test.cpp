#include "tools/vgen/support/rules.hpp"

#include <catch2/catch.hpp>

#include <set>

namespace vgen::tool {
namespace {

TEST_CASE("rules: codes ascend, and codes and names are unique", "[support]") {
  std::set<std::string_view> names;
  std::string_view last;
  for (const RuleInformation& rule : all_rules()) {
    INFO(rule.code);
    CHECK(rule.code > last);
    CHECK(names.insert(rule.name).second);
    CHECK_FALSE(rule.title.empty());
    CHECK(rule.explanation.ends_with('\n'));
    last = rule.code;
  }
}

TEST_CASE("rules: every rule has its row", "[support]") {
  const auto count = static_cast<std::size_t>(Rule::unnamed_parameter) + 1;  // the last one
  CHECK(all_rules().size() == count);
}

TEST_CASE("rules: a diagnostic has the code and the severity of its rule", "[support]") {
  const SourceRange range{.file = "a.hpp", .line = 1, .column = 2, .length = 3};
  const Diagnostic expected{.severity = Severity::warning,
                            .code = "VG3022",
                            .message = "m",
                            .range = range,
                            .notes = {},
                            .help = "h"};
  CHECK(make_diagnostic(Rule::unwired_function, range, "m", "h") == expected);
}

}  // namespace
}  // namespace vgen::tool
