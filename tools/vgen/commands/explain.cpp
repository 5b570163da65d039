#include "tools/vgen/commands/explain.hpp"

#include "tools/vgen/support/rules.hpp"
#include "tools/vgen/support/spelling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <optional>
#include <vector>

namespace vgen::tool::commands {
namespace {

void list(const std::vector<RuleInformation>& rules) {
  for (const RuleInformation& rule : rules)
    fmt::print("{}  {:<7}  {}\n", rule.code, severity_word(rule.severity), rule.title);
  fmt::print("\nRun 'vgen explain CODE' to explain one of them.\n");
}

}  // namespace

ExitCode explain(const std::string& code) {
  const std::vector<RuleInformation> rules = all_rules();
  if (code.empty()) {
    list(rules);
    return ExitCode::ok;
  }
  std::string wanted = code;
  std::ranges::transform(wanted, wanted.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (const auto rule = std::ranges::find(rules, wanted, &RuleInformation::code);
      rule != rules.end()) {
    fmt::print("{} {}: {}\n\n{}", rule->code, severity_word(rule->severity), rule->title,
               rule->explanation);
    return ExitCode::ok;
  }
  std::vector<std::string> codes;
  codes.reserve(rules.size());
  for (const RuleInformation& rule : rules) codes.emplace_back(rule.code);
  const std::optional<std::string> nearest = nearest_name(wanted, codes);
  fmt::print(stderr, "vgen: unknown diagnostic '{}'; {}\n", code,
             nearest ? fmt::format("did you mean '{}'?", *nearest)
                     : "run 'vgen explain' to list them all");
  return ExitCode::environment;
}

}  // namespace vgen::tool::commands
