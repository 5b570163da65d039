#include "tools/vgen/emit/cpp_rules.hpp"

#include "tools/vgen/emit/cpp_text.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

namespace vgen::emit {
namespace {

using model::Constraints;
using Bound = std::optional<std::string>;

enum class Keep { larger, smaller };

/// Both limits hold, so the tighter one does.
template <class Value>
std::optional<Value> both(const std::optional<Value>& a, const std::optional<Value>& b, Keep keep) {
  if (!a || !b) return a ? a : b;
  return (keep == Keep::larger) == (*a > *b) ? a : b;
}

Bound both(const Bound& a, const Bound& b, Keep keep) {
  if (!a || !b) return a ? a : b;
  const bool a_is_larger = std::strtold(a->c_str(), nullptr) > std::strtold(b->c_str(), nullptr);
  return (keep == Keep::larger) == a_is_larger ? a : b;
}

Constraints merged(const Constraints& field, const Constraints& alias) {
  return {
      .minimum = both(field.minimum, alias.minimum, Keep::larger),
      .maximum = both(field.maximum, alias.maximum, Keep::smaller),
      .exclusive_minimum = both(field.exclusive_minimum, alias.exclusive_minimum, Keep::larger),
      .exclusive_maximum = both(field.exclusive_maximum, alias.exclusive_maximum, Keep::smaller),
      .multiple_of = field.multiple_of ? field.multiple_of : alias.multiple_of,
      .min_length = both(field.min_length, alias.min_length, Keep::larger),
      .max_length = both(field.max_length, alias.max_length, Keep::smaller),
      .pattern = field.pattern ? field.pattern : alias.pattern,
      .format = field.format ? field.format : alias.format,
      .min_items = both(field.min_items, alias.min_items, Keep::larger),
      .max_items = both(field.max_items, alias.max_items, Keep::smaller),
      .min_properties = both(field.min_properties, alias.min_properties, Keep::larger),
      .max_properties = both(field.max_properties, alias.max_properties, Keep::smaller),
      .unique_items = field.unique_items || alias.unique_items,
  };
}

/// The designated initialisers of one rule.
class RuleText {
 public:
  explicit RuleText(std::string name) : name_(std::move(name)) {}

  template <class Value>
  RuleText& limit(std::string_view member, const std::optional<Value>& value) {
    if (value) members_.push_back(fmt::format(".{} = {}", member, *value));
    return *this;
  }

  [[nodiscard]] std::string text() const { return fmt::format("{}{{{}}}", name_, fmt::join(members_, ", ")); }
  [[nodiscard]] bool empty() const { return members_.empty(); }

 private:
  std::string name_;
  std::vector<std::string> members_;
};

class RuleCollector {
 public:
  RuleCollector(const model::ApiModel& api, std::string qualifier, CppConstants& constants)
      : api_(api), qualifier_(std::move(qualifier)), constants_(constants) {}

  void collect(model::TypeIndex type, const Constraints& limits, const std::string& name) {
    std::visit([&](const auto& kind) { collect_kind(kind, limits, name); }, api_.types[type].kind);
  }

  /// Without the rules at the end that say nothing.
  std::vector<std::string> take() {
    while (!rules_.empty() && rules_.back().empty()) rules_.pop_back();
    std::vector<std::string> texts;
    for (const RuleText& rule : rules_) texts.push_back(rule.text());
    return texts;
  }

 private:
  void collect_kind(const model::AliasReference& reference, const Constraints& limits, const std::string&) {
    const model::Alias& alias = api_.aliases[reference.index];
    collect(alias.type, merged(limits, alias.constraints), alias.name);
  }
  void collect_kind(const model::Optional& optional, const Constraints& limits, const std::string& name) {
    collect(optional.value, limits, name);
  }
  void collect_kind(const model::Integer&, const Constraints& limits, const std::string&) { add_number("IntegerRule", limits); }
  void collect_kind(const model::Float&, const Constraints& limits, const std::string&) { add_number("NumberRule", limits); }
  void collect_kind(const model::String&, const Constraints& limits, const std::string& name) {
    std::optional<std::string> pattern;
    if (limits.pattern) pattern = "&" + constants_.pattern(*limits.pattern, name);
    std::optional<std::string> format;
    if (limits.format) format = fmt::format("{}Format::{}", qualifier_, snake_case(*limits.format));
    add("StringRule")
        .limit("min_length", limits.min_length)
        .limit("max_length", limits.max_length)
        .limit("pattern", pattern)
        .limit("format", format);
  }
  void collect_kind(const model::List& list, const Constraints& limits, const std::string& name) {
    const std::optional<std::string> unique = limits.unique_items && !list.unique ? std::optional<std::string>("true") : std::nullopt;
    add("ArrayRule").limit("min_items", limits.min_items).limit("max_items", limits.max_items).limit("unique", unique);
    collect(list.item, {}, name);
  }
  void collect_kind(const model::Map& map, const Constraints& limits, const std::string& name) {
    std::optional<std::string> names;
    RuleCollector keys(api_, "vgen::json::", constants_);
    keys.collect(map.key, {}, name + "_key");
    if (const std::vector<std::string> rules = keys.take(); !rules.empty()) names = "&" + constants_.key_rule(rules.front(), name);
    add("MapRule").limit("min_properties", limits.min_properties).limit("max_properties", limits.max_properties).limit("names", names);
    collect(map.value, {}, name);
  }
  template <class Other>
  void collect_kind(const Other&, const Constraints&, const std::string&) {}  // nothing to limit

  void add_number(std::string_view rule, const Constraints& limits) {
    add(rule)
        .limit("minimum", limits.minimum)
        .limit("maximum", limits.maximum)
        .limit("exclusive_minimum", limits.exclusive_minimum)
        .limit("exclusive_maximum", limits.exclusive_maximum)
        .limit("multiple_of", limits.multiple_of);
  }

  RuleText& add(std::string_view rule) { return rules_.emplace_back(fmt::format("{}{}", qualifier_, rule)); }

  const model::ApiModel& api_;
  std::string qualifier_;
  CppConstants& constants_;
  std::vector<RuleText> rules_;
};

}  // namespace

std::string CppConstants::pattern(const std::string& text, const std::string& wanted) {
  const std::string definition = fmt::format("({})", cpp_raw_string(text));
  return name_of({.name = snake_case(wanted) + "_pattern", .type = "const vgen::json::Pattern", .definition = definition});
}

std::string CppConstants::key_rule(const std::string& rule, const std::string& wanted) {
  const std::string definition = rule.substr(rule.find('{'));
  return name_of({.name = snake_case(wanted) + "_keys", .type = "const vgen::json::StringRule", .definition = definition});
}

std::string CppConstants::name_of(const Constant& constant) {
  for (const Constant& known : list_) {
    if (known.type == constant.type && known.definition == constant.definition) return known.name;
  }
  std::string name = constant.name;
  const auto is_taken = [&] { return std::ranges::any_of(list_, [&](const Constant& known) { return known.name == name; }); };
  for (int number = 2; is_taken(); ++number) name = fmt::format("{}_{}", constant.name, number);
  list_.push_back({.name = name, .type = constant.type, .definition = constant.definition});
  return name;
}

std::vector<std::string> cpp_rules(const model::ApiModel& api, const ReadValue& value, const std::string& qualifier,
                                   CppConstants& constants) {
  RuleCollector collector(api, qualifier, constants);
  collector.collect(value.type, value.constraints, value.name);
  return collector.take();
}

}  // namespace vgen::emit
