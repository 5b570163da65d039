#include "tools/vgen/analysis/values/runtime_rules.hpp"

#include <charconv>
#include <string>

namespace vgen::tool::analysis {
namespace {

using model::Constraints;

template <class Number>
Number number_of(const std::string& text) {
  Number number{};
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// Sets a limit of a rule if there is one.
template <class Limit>
void limit(Limit& target, const std::optional<std::string>& bound) {
  if (bound) target = number_of<Limit>(*bound);
}
template <class Number>
void limit(json::Bound<Number>& target, const std::optional<std::string>& bound) {
  if (bound) target = number_of<Number>(*bound);
}
void limit(std::size_t& target, const std::optional<std::uint64_t>& count) {
  if (count) target = *count;
}

template <class Rule>
Rule bounds(const Constraints& constraints) {
  Rule rule;
  limit(rule.minimum, constraints.minimum);
  limit(rule.maximum, constraints.maximum);
  limit(rule.exclusive_minimum, constraints.exclusive_minimum);
  limit(rule.exclusive_maximum, constraints.exclusive_maximum);
  limit(rule.multiple_of, constraints.multiple_of);
  return rule;
}

}  // namespace

json::IntegerRule integer_rule(const Constraints& constraints) {
  return bounds<json::IntegerRule>(constraints);
}

json::NumberRule number_rule(const Constraints& constraints) {
  return bounds<json::NumberRule>(constraints);
}

template <class Number>
json::DigitsRule<Number> digits_rule(const Constraints& constraints) {
  return bounds<json::DigitsRule<Number>>(constraints);
}
template json::DigitsRule<std::int64_t> digits_rule(const Constraints&);
template json::DigitsRule<std::uint64_t> digits_rule(const Constraints&);

TextRule::TextRule(const Constraints& constraints) {
  limit(lengths_and_format_.min_length, constraints.min_length);
  limit(lengths_and_format_.max_length, constraints.max_length);
  if (constraints.format) lengths_and_format_.format = json::format_named(*constraints.format);
  if (constraints.pattern) pattern_.emplace(*constraints.pattern);
}

json::StringRule TextRule::rule() const {
  json::StringRule rule = lengths_and_format_;
  if (pattern_) rule.pattern = &*pattern_;
  return rule;
}

json::ArrayRule array_rule(const Constraints& constraints) {
  json::ArrayRule rule{.unique = constraints.unique_items};
  limit(rule.min_items, constraints.min_items);
  limit(rule.max_items, constraints.max_items);
  return rule;
}

json::MapRule map_rule(const Constraints& constraints) {
  json::MapRule rule;
  limit(rule.min_properties, constraints.min_properties);
  limit(rule.max_properties, constraints.max_properties);
  return rule;
}

}  // namespace vgen::tool::analysis
