#include "tools/vgen/emit/cpp/rules.hpp"

#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace vgen::tool::emit {
namespace {

using model::Constrained;
using model::Constraints;

/// One rule: designated initialisers of an aggregate, or another expression.
class RuleText {
 public:
  explicit RuleText(std::string type) : type_(std::move(type)) {}

  /// A rule that always says something.
  static RuleText expression(std::string text) {
    RuleText rule(std::move(text));
    rule.is_expression_ = true;
    return rule;
  }

  void set(std::string_view member, std::string_view value) {
    members_.push_back(fmt::format(".{} = {}", member, value));
  }
  /// Keeps a rule that says something by being there.
  void keep() { is_kept_ = true; }

  [[nodiscard]] std::string text() const { return is_expression_ ? type_ : type_ + initializer(); }
  [[nodiscard]] const std::string& type() const { return type_; }
  /// `{.minimum = 1}`
  [[nodiscard]] std::string initializer() const {
    return fmt::format("{{{}}}", fmt::join(members_, ", "));
  }
  [[nodiscard]] bool empty() const { return members_.empty() && !is_expression_ && !is_kept_; }

 private:
  std::string type_;
  std::vector<std::string> members_;
  bool is_expression_ = false;
  bool is_kept_ = false;
};

/// Only integers of 64 bits cross the wire as digits.
std::string_view digits_type(const model::Integer& integer) {
  return integer.is_signed ? "std::int64_t" : "std::uint64_t";
}

/// A literal of any 64 bit value: -9223372036854775808 would negate a number that is too large.
std::string wide_literal(const std::string& bound, bool is_signed) {
  if (bound == "-9223372036854775808") return "INT64_MIN";
  return is_signed ? bound : bound + "U";
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

/// Whether the last alternative is for unknown tags, as in the model of a client.
bool is_open(const model::Variant& variant) {
  const model::Alternative& last = variant.alternatives.back();
  return last.tag.empty() && !last.component.empty();
}

class RuleCollector {
 public:
  RuleCollector(const model::ApiModel& api, std::string qualifier, CppConstants& constants)
      : api_(api), qualifier_(std::move(qualifier)), constants_(constants) {}

  void collect(model::TypeIndex type, const Constraints& limits, const std::string& name) {
    std::visit([&](const auto& kind) { collect_kind(kind, limits, name); }, api_.types[type].kind);
  }

  /// Without the rules at the end that say nothing.
  std::vector<RuleText> take_rules() {
    while (!rules_.empty() && rules_.back().empty()) rules_.pop_back();
    return std::move(rules_);
  }
  std::vector<std::string> take() {
    std::vector<std::string> texts;
    for (const RuleText& rule : take_rules()) texts.push_back(rule.text());
    return texts;
  }

 private:
  void collect_kind(const model::AliasReference& reference, const Constraints& limits,
                    const std::string&) {
    const model::Alias& alias = api_.aliases[reference.index];
    collect(alias.type, merge(limits, alias.constraints), alias.name);
  }
  void collect_kind(const model::Wrapper auto& type, const Constraints& limits,
                    const std::string& name) {
    collect(type.value, limits, name);
  }
  void collect_kind(const model::Duration& type, const Constraints& limits,
                    const std::string& name) {
    collect(type.count, limits, name);
  }
  void collect_kind(const model::Integer& integer, const Constraints& limits,
                    const std::string& name) {
    if (!limits.wire_string) return add_limits("IntegerRule", Constrained::numbers, limits, name);
    RuleText& rule = add(fmt::format("DigitsRule<{}>", digits_type(integer)));
    for (const model::ConstraintTag& tag : model::constraint_tags) {
      const auto* limit = std::get_if<model::NumberLimit>(&tag.limit);
      if (limit && limits.*limit->value)
        rule.set(tag.rule_member, wide_literal(*(limits.*limit->value), integer.is_signed));
    }
    rule.keep();
  }
  void collect_kind(const model::Float&, const Constraints& limits, const std::string& name) {
    add_limits("NumberRule", Constrained::numbers, limits, name);
  }
  template <class Text>
    requires(model::facts_of_kind<Text>.constrained == Constrained::strings)
  void collect_kind(const Text&, const Constraints& limits, const std::string& name) {
    add_limits("StringRule", Constrained::strings, limits, name);
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
  void collect_kind(const model::List& list, Constraints limits, const std::string& name) {
    limits.unique_items = limits.unique_items && !list.unique;
    add_limits("ArrayRule", Constrained::lists, limits, name);
    collect(list.item, {}, name);
  }
  void collect_kind(const model::Map& map, const Constraints& limits, const std::string& name) {
    add_limits("MapRule", Constrained::maps, limits, name);
    RuleCollector keys(api_, "vgen::json::", constants_);
    keys.collect(map.key, {}, name + "_key");
    const std::vector<RuleText> rules = keys.take_rules();
    if (!rules.empty()) {
      const bool is_number = value_kind(api_, map.key) == model::ValueKind::integer;
      rules_.back().set(
          is_number ? "numbers" : "names",
          "&" + constants_.key_rule(rules.front().type(), rules.front().initializer(), name));
    }
    collect(map.value, {}, name);
  }
  /// What has no limits, or has them in a codec of its own.
  template <model::Leaf Other>
    requires(model::facts_of_kind<Other>.constrained == Constrained::nothing)
  void collect_kind(const Other&, const Constraints&, const std::string&) {}

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

  /// Adds a rule with the constraints that are set.
  void add_limits(std::string_view type, Constrained constrained, const Constraints& limits,
                  const std::string& name) {
    RuleText& rule = add(type);
    for (const model::ConstraintTag& tag : model::constraint_tags) {
      if (tag.constrained != constrained) continue;
      const auto value = [&](const auto& limit) { return value_of(limit, limits, name); };
      if (const std::optional<std::string> text = std::visit(value, tag.limit))
        rule.set(tag.rule_member, *text);
    }
  }

  using Value = std::optional<std::string>;  // nothing where the constraint is not set

  static Value value_of(model::NumberLimit limit, const Constraints& limits, const std::string&) {
    return limits.*limit.value;
  }
  static Value value_of(model::CountLimit limit, const Constraints& limits, const std::string&) {
    const std::optional<std::uint64_t>& count = limits.*limit.value;
    return count ? Value(std::to_string(*count)) : std::nullopt;
  }
  Value value_of(model::PatternLimit limit, const Constraints& limits, const std::string& name) {
    const Value& pattern = limits.*limit.value;
    return pattern ? Value("&" + constants_.pattern(*pattern, name)) : std::nullopt;
  }
  Value value_of(model::FormatLimit limit, const Constraints& limits, const std::string&) const {
    const Value& format = limits.*limit.value;
    return format ? Value(fmt::format("{}Format::{}", qualifier_, snake_case(*format)))
                  : std::nullopt;
  }
  static Value value_of(model::FlagLimit limit, const Constraints& limits, const std::string&) {
    return limits.*limit.value ? Value("true") : std::nullopt;
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

  std::vector<CppForm> collect(model::TypeIndex type, bool wire_string) {
    return std::visit([&](const auto& kind) { return collect_kind(kind, wire_string); },
                      api_.types[type].kind);
  }

 private:
  using Forms = std::vector<CppForm>;

  Forms collect_kind(const model::Integer&, bool wire_string) {
    return wire_string ? Forms{{.text = qualifier_ + "as_digits", .is_constant = true}} : Forms{};
  }
  Forms collect_kind(const model::AliasReference& reference, bool wire_string) {
    const model::Alias& alias = api_.aliases[reference.index];
    return collect(alias.type, wire_string || alias.constraints.wire_string);
  }
  Forms collect_kind(const model::Wrapper auto& type, bool wire_string) {
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
    if (!variant.discriminator.empty())
      forms.insert(forms.begin(), {.text = constants_.tags(variant), .is_constant = true});
    return forms;
  }
  /// What has one form, or several in a codec of its own.
  template <model::OneOf<model::Null, model::Boolean, model::Float, model::String, model::Timestamp,
                         model::Date, model::Duration, model::Bytes, model::Uuid, model::Path,
                         model::File, model::Any, model::StructReference, model::EnumReference>
                Other>
  Forms collect_kind(const Other&, bool) {
    return {};
  }

  Forms each(const std::vector<model::TypeIndex>& types) {
    std::vector<std::vector<std::string>> packs;
    for (const model::TypeIndex type : types) {
      std::vector<std::string>& pack = packs.emplace_back();
      for (CppForm& form : collect(type, false)) pack.push_back(std::move(form.text));
    }
    const std::optional<std::string> text = each_text(qualifier_, packs);
    return text ? Forms{{.text = *text, .is_constant = false}} : Forms{};
  }

  const model::ApiModel& api_;
  std::string qualifier_;
  CppConstants& constants_;
};

}  // namespace

std::string CppConstants::form(const CppForm& form, const std::string& wanted) {
  if (form.is_constant) return form.text;
  return name_of({.name = snake_case(wanted) + "_form",
                  .type = "constexpr auto",
                  .definition = " = " + form.text});
}

std::string CppConstants::tags(const model::Variant& variant) {
  std::vector<std::string> names;
  for (const model::Alternative& alternative : variant.alternatives)
    names.push_back(cpp_string(alternative.tag));
  return name_of(
      {.name = snake_case(variant.name) + "_tags",
       .type = fmt::format("constexpr vgen::json::Tagged<{}>", names.size()),
       .definition = fmt::format("{{{}, {{{}}}{}}}", cpp_string(variant.discriminator),
                                 fmt::join(names, ", "), is_open(variant) ? ", true" : "")});
}

std::string CppConstants::pattern(const std::string& text, const std::string& wanted) {
  const std::string definition = fmt::format("({})", cpp_raw_string(text));
  return name_of({.name = snake_case(wanted) + "_pattern",
                  .type = "const vgen::json::Pattern",
                  .definition = definition});
}

std::string CppConstants::key_rule(const std::string& type, const std::string& initializer,
                                   const std::string& wanted) {
  return name_of(
      {.name = snake_case(wanted) + "_keys", .type = "const " + type, .definition = initializer});
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

std::vector<CppForm> cpp_forms(const model::ApiModel& api, const ReadValue& value,
                               const std::string& qualifier, CppConstants& constants) {
  return FormCollector(api, qualifier, constants)
      .collect(value.type, value.constraints.wire_string);
}

}  // namespace vgen::tool::emit
