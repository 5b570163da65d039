#include "tools/vgen/support/rules.hpp"

#include "tools/vgen/support/rule_families.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace vgen::tool {
namespace {

constexpr RuleInformation run[] = {
    {Rule::no_function, "VG0001", "no_function", Severity::error, "no function is declared",
     R"(The headers declare no function through one of vgen's forms, so there is nothing to
generate.

    APIFunctionSessionless<GetTodo, Todo> get_todo;
)"},
    {Rule::configuration_syntax, "VG0002", "configuration_syntax", Severity::error,
     "the configuration is not valid JSON",
     R"(vgen.json is plain JSON: no comments, no comma after the last member, names in double
quotes.

    {"title": "My API", "version": "1.2.0"}
)"},
    {Rule::configuration_key, "VG0003", "configuration_key", Severity::error,
     "the configuration has an unknown key",
     R"(vgen refuses a key that it does not know, because it would otherwise ignore a misspelt key
silently. The schema vgen_config.schema.json lists all keys. Editors that read "$schema"
complete them.

    {"titel": "My API"}              // refused
    {"title": "My API"}
)"},
    {Rule::configuration_value, "VG0004", "configuration_value", Severity::error,
     "a value of the configuration is wrong",
     R"(The key is known, but it cannot have this value.

    {"null_as_absent": "yes"}        // refused
    {"null_as_absent": true}
)"},
};

}  // namespace

std::vector<RuleInformation> all_rules() {
  std::vector<RuleInformation> rules(std::begin(run), std::end(run));
  for (const auto family :
       {rule_families::types(), rule_families::documentation(), rule_families::routes(),
        rule_families::channels(), rule_families::topics(), rule_families::rpc(),
        rule_families::guards(), rule_families::schedules(), rule_families::names()}) {
    rules.insert(rules.end(), family.begin(), family.end());
  }
  return rules;
}

RuleInformation information(Rule rule) {
  const std::vector<RuleInformation> rules = all_rules();
  const auto found = std::ranges::find(rules, rule, &RuleInformation::rule);
  assert(found != rules.end() && "a rule without a row");
  return *found;
}

Diagnostic make_diagnostic(Rule rule, SourceRange range, std::string message, std::string help) {
  const RuleInformation about = information(rule);
  return {.severity = about.severity,
          .code = std::string(about.code),
          .message = std::move(message),
          .range = std::move(range),
          .notes = {},
          .help = std::move(help)};
}

}  // namespace vgen::tool
