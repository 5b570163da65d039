#include "tools/vgen/emit/cpp/rules.hpp"

#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/support/identifier.hpp"
#include "tools/vgen/support/json_decimal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace vgen::tool::emit {
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
  const bool a_is_larger = compare_numbers(*a, *b) > 0;
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
      .wire_string = field.wire_string || alias.wire_string,
  };
}

/// One rule: designated initialisers of an aggregate, or another expression.
class RuleText {
 public:
  explicit RuleText(std::string name) : name_(std::move(name)) {}

  /// A rule that always says something.
  static RuleText expression(std::string text) {
    RuleText rule(std::move(text));
    rule.is_expression_ = true;
    return rule;
  }

  template <class Value>
  RuleText& limit(std::string_view member, const std::optional<Value>& value) {
    if (value) members_.push_back(fmt::format(".{} = {}", member, *value));
    return *this;
  }

  /// Keeps a rule that says something by being there.
  RuleText& keep() {
    is_kept_ = true;
    return *this;
  }

  [[nodiscard]] std::string text() const {
    return is_expression_ ? name_ : fmt::format("{}{{{}}}", name_, fmt::join(members_, ", "));
  }
  [[nodiscard]] bool empty() const { return members_.empty() && !is_expression_ && !is_kept_; }

 private:
  std::string name_;
  std::vector<std::string> members_;
  bool is_expression_ = false;
  bool is_kept_ = false;
};

/// Only integers of 64 bits cross the wire as digits.
std::string_view digits_type(const model::Integer& integer) {
  return integer.is_signed ? "std::int64_t" : "std::uint64_t";
}

/// A literal that is no negated positive beyond the range, and unsigned where it must be.
std::optional<std::string> wide_literal(const Bound& bound, bool is_signed) {
  if (!bound) return std::nullopt;
  if (*bound == "-9223372036854775808") return "INT64_MIN";
  return is_signed ? *bound : *bound + "U";
}

/// `json::each(json::rules(…), json::rules())` of the packs of a tuple's elements or a variant's
/// alternatives; nothing if all are empty.
std::optional<std::string> each_text(const std::string& qualifier,
                                     const std::vector<std::vector<std::string>>& packs) {
  if (std::ranges::all_of(packs, [](const auto& pack) { return pack.empty(); }))
    return std::nullopt;
  std::vector<std::string> texts;
  for (const std::vector<std::string>& pack : packs)
    texts.push_back(fmt::format("{}rules({})", qualifier, fmt::join(pack, ", ")));
  return fmt::format("{}each({})", qualifier, fmt::join(texts, ", "));
}

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
  void collect_kind(const model::AliasReference& reference, const Constraints& limits,
                    const std::string&) {
    const model::Alias& alias = api_.aliases[reference.index];
    collect(alias.type, merged(limits, alias.constraints), alias.name);
  }
  void collect_kind(const model::Optional& type, const Constraints& limits,
                    const std::string& name) {
    collect(type.value, limits, name);
  }
  void collect_kind(const model::Nullable& type, const Constraints& limits,
                    const std::string& name) {
    collect(type.value, limits, name);
  }
  void collect_kind(const model::Patch& type, const Constraints& limits, const std::string& name) {
    collect(type.value, limits, name);
  }
  void collect_kind(const model::Box& type, const Constraints& limits, const std::string& name) {
    collect(type.value, limits, name);
  }
  void collect_kind(const model::Duration& type, const Constraints& limits,
                    const std::string& name) {
    collect(type.count, limits, name);
  }
  void collect_kind(const model::Integer& integer, const Constraints& limits, const std::string&) {
    if (!limits.wire_string) return add_number("IntegerRule", limits);
    const bool is_signed = integer.is_signed;
    add(fmt::format("DigitsRule<{}>", digits_type(integer)))
        .limit("minimum", wide_literal(limits.minimum, is_signed))
        .limit("maximum", wide_literal(limits.maximum, is_signed))
        .limit("exclusive_minimum", wide_literal(limits.exclusive_minimum, is_signed))
        .limit("exclusive_maximum", wide_literal(limits.exclusive_maximum, is_signed))
        .keep();
  }
  void collect_kind(const model::Float&, const Constraints& limits, const std::string&) {
    add_number("NumberRule", limits);
  }
  void collect_kind(const model::String&, const Constraints& limits, const std::string& name) {
    add_text(limits, name);
  }
  void collect_kind(const model::Path&, const Constraints& limits, const std::string& name) {
    add_text(limits, name);
  }
  void collect_kind(const model::Bytes&, const Constraints& limits, const std::string& name) {
    add_text(limits, name);
  }
  void collect_kind(const model::Tuple& tuple, const Constraints&, const std::string& name) {
    add_each(tuple.items, name);
  }
  void collect_kind(const model::VariantReference& reference, const Constraints&,
                    const std::string& name) {
    const model::Variant& variant = api_.variants[reference.index];
    if (!variant.discriminator.empty())
      rules_.push_back(RuleText::expression(constants_.tags(variant)));
    if (variant.untagged) add("Untagged").keep();
    std::vector<model::TypeIndex> types;
    for (const model::Alternative& alternative : variant.alternatives)
      types.push_back(alternative.type);
    add_each(types, name);
  }
  void add_text(const Constraints& limits, const std::string& name) {
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
    const std::optional<std::string> unique =
        limits.unique_items && !list.unique ? std::optional<std::string>("true") : std::nullopt;
    add("ArrayRule")
        .limit("min_items", limits.min_items)
        .limit("max_items", limits.max_items)
        .limit("unique", unique);
    collect(list.item, {}, name);
  }
  void collect_kind(const model::Map& map, const Constraints& limits, const std::string& name) {
    std::optional<std::string> keys;
    RuleCollector collector(api_, "vgen::json::", constants_);
    collector.collect(map.key, {}, name + "_key");
    const std::vector<std::string> rules = collector.take();
    if (!rules.empty()) keys = "&" + constants_.key_rule(rules.front(), name);
    const bool is_number = keys && rules.front().find("IntegerRule{") != std::string::npos;
    add("MapRule")
        .limit("min_properties", limits.min_properties)
        .limit("max_properties", limits.max_properties)
        .limit(is_number ? "numbers" : "names", keys);
    collect(map.value, {}, name);
  }
  template <class Other>
  void collect_kind(const Other&, const Constraints&, const std::string&) {}  // nothing to limit

  void add_each(const std::vector<model::TypeIndex>& types, const std::string& name) {
    std::vector<std::vector<std::string>> packs;
    for (std::size_t i = 0; i < types.size(); ++i) {
      RuleCollector pack(api_, qualifier_, constants_);
      pack.collect(types[i], {}, fmt::format("{}_{}", name, i));
      packs.push_back(pack.take());
    }
    if (std::optional<std::string> text = each_text(qualifier_, packs))
      rules_.push_back(RuleText::expression(std::move(*text)));
  }

  void add_number(std::string_view rule, const Constraints& limits) {
    add(rule)
        .limit("minimum", limits.minimum)
        .limit("maximum", limits.maximum)
        .limit("exclusive_minimum", limits.exclusive_minimum)
        .limit("exclusive_maximum", limits.exclusive_maximum)
        .limit("multiple_of", limits.multiple_of);
  }

  RuleText& add(std::string_view rule) {
    return rules_.emplace_back(fmt::format("{}{}", qualifier_, rule));
  }

  const model::ApiModel& api_;
  std::string qualifier_;
  CppConstants& constants_;
  std::vector<RuleText> rules_;
};

/// What changes a type's form on the wire, for writing.
class FormCollector {
 public:
  FormCollector(const model::ApiModel& api, std::string qualifier, CppConstants& constants)
      : api_(api), qualifier_(std::move(qualifier)), constants_(constants) {}

  std::vector<std::string> collect(model::TypeIndex type, bool wire_string) {
    std::vector<std::string> forms;
    std::visit([&](const auto& kind) { forms = collect_kind(kind, wire_string); },
               api_.types[type].kind);
    return forms;
  }

 private:
  using Forms = std::vector<std::string>;

  Forms collect_kind(const model::Integer&, bool wire_string) {
    return wire_string ? Forms{qualifier_ + "as_digits"} : Forms{};
  }
  Forms collect_kind(const model::AliasReference& reference, bool wire_string) {
    const model::Alias& alias = api_.aliases[reference.index];
    return collect(alias.type, wire_string || alias.constraints.wire_string);
  }
  Forms collect_kind(const model::Optional& type, bool wire_string) {
    return collect(type.value, wire_string);
  }
  Forms collect_kind(const model::Nullable& type, bool wire_string) {
    return collect(type.value, wire_string);
  }
  Forms collect_kind(const model::Patch& type, bool wire_string) {
    return collect(type.value, wire_string);
  }
  Forms collect_kind(const model::Box& type, bool wire_string) {
    return collect(type.value, wire_string);
  }
  Forms collect_kind(const model::List& type, bool) { return collect(type.item, false); }
  Forms collect_kind(const model::Map& type, bool) { return collect(type.value, false); }
  Forms collect_kind(const model::Tuple& type, bool) { return each(type.items); }
  Forms collect_kind(const model::VariantReference& reference, bool) {
    const model::Variant& variant = api_.variants[reference.index];
    std::vector<model::TypeIndex> types;
    for (const model::Alternative& alternative : variant.alternatives)
      types.push_back(alternative.type);
    Forms forms = each(types);
    if (!variant.discriminator.empty()) forms.insert(forms.begin(), constants_.tags(variant));
    return forms;
  }
  template <class Other>
  Forms collect_kind(const Other&, bool) {
    return {};
  }

  Forms each(const std::vector<model::TypeIndex>& types) {
    std::vector<Forms> packs;
    for (const model::TypeIndex type : types) packs.push_back(collect(type, false));
    const std::optional<std::string> text = each_text(qualifier_, packs);
    return text ? Forms{*text} : Forms{};
  }

  const model::ApiModel& api_;
  std::string qualifier_;
  CppConstants& constants_;
};

}  // namespace

std::string CppConstants::form(const std::string& expression, const std::string& wanted) {
  const bool is_constant = expression.find('(') == std::string::npos;
  if (is_constant) return expression;
  return name_of({.name = snake_case(wanted) + "_form",
                  .type = "constexpr auto",
                  .definition = " = " + expression});
}

std::string CppConstants::tags(const model::Variant& variant) {
  std::vector<std::string> names;
  for (const model::Alternative& alternative : variant.alternatives)
    names.push_back(cpp_string(alternative.tag));
  return name_of({.name = snake_case(variant.name) + "_tags",
                  .type = fmt::format("constexpr vgen::json::Tagged<{}>", names.size()),
                  .definition = fmt::format("{{{}, {{{}}}}}", cpp_string(variant.discriminator),
                                            fmt::join(names, ", "))});
}

std::string CppConstants::pattern(const std::string& text, const std::string& wanted) {
  const std::string definition = fmt::format("({})", cpp_raw_string(text));
  return name_of({.name = snake_case(wanted) + "_pattern",
                  .type = "const vgen::json::Pattern",
                  .definition = definition});
}

std::string CppConstants::key_rule(const std::string& rule, const std::string& wanted) {
  const std::size_t brace = rule.find('{');
  return name_of({.name = snake_case(wanted) + "_keys",
                  .type = "const " + rule.substr(0, brace),
                  .definition = rule.substr(brace)});
}

std::string CppConstants::name_of(const Constant& constant) {
  for (const Constant& known : list_) {
    if (known.type == constant.type && known.definition == constant.definition) return known.name;
  }
  std::string name = constant.name;
  const auto is_taken = [&] {
    return std::ranges::any_of(list_, [&](const Constant& known) { return known.name == name; });
  };
  for (int number = 2; is_taken(); ++number) name = fmt::format("{}_{}", constant.name, number);
  list_.push_back({.name = name, .type = constant.type, .definition = constant.definition});
  return name;
}

std::vector<std::string> cpp_rules(const model::ApiModel& api, const ReadValue& value,
                                   const std::string& qualifier, CppConstants& constants) {
  RuleCollector collector(api, qualifier, constants);
  collector.collect(value.type, value.constraints, value.name);
  return collector.take();
}

std::vector<std::string> cpp_forms(const model::ApiModel& api, const ReadValue& value,
                                   const std::string& qualifier, CppConstants& constants) {
  return FormCollector(api, qualifier, constants)
      .collect(value.type, value.constraints.wire_string);
}

}  // namespace vgen::tool::emit
