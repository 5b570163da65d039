#pragma once

#include "tools/vgen/model/constraint.hpp"

#include <vgen/json/pattern.hpp>
#include <vgen/json/rules.hpp>
#include <vgen/json/shapes.hpp>

#include <cstdint>
#include <optional>

/// Constraints as the rules that the runtime's readers take: the same ones that generated code
/// gives them.
namespace vgen::tool::analysis {

json::IntegerRule integer_rule(const model::Constraints& constraints);
json::NumberRule number_rule(const model::Constraints& constraints);

/// `Number`: the 64 bit integer that crosses the wire as a string of digits.
template <class Number>
json::DigitsRule<Number> digits_rule(const model::Constraints& constraints);
extern template json::DigitsRule<std::int64_t> digits_rule(const model::Constraints&);
extern template json::DigitsRule<std::uint64_t> digits_rule(const model::Constraints&);

/// The rule of a string, with the pattern that the rule points to.
class TextRule {
 public:
  explicit TextRule(const model::Constraints& constraints);

  /// Valid as long as this object.
  [[nodiscard]] json::StringRule rule() const;

 private:
  json::StringRule lengths_and_format_;
  std::optional<json::Pattern> pattern_;
};

json::ArrayRule array_rule(const model::Constraints& constraints);
json::MapRule map_rule(const model::Constraints& constraints);

}  // namespace vgen::tool::analysis
