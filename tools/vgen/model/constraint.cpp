#include "tools/vgen/model/constraint.hpp"

#include "tools/vgen/support/json_decimal.hpp"

#include <algorithm>
#include <iterator>

namespace vgen::tool::model {
namespace {

std::strong_ordering compare(const std::string& a, const std::string& b) {
  return compare_numbers(a, b);
}
std::strong_ordering compare(std::uint64_t a, std::uint64_t b) {
  return a <=> b;
}

/// Puts one limit of `inner` into `outer`, if it is the one that holds.
struct MergeLimit {
  Merge merge;
  Constraints& outer;
  const Constraints& inner;

  void operator()(NumberLimit limit) const { keep(outer.*limit.value, inner.*limit.value); }
  void operator()(CountLimit limit) const { keep(outer.*limit.value, inner.*limit.value); }
  void operator()(PatternLimit limit) const { keep(outer.*limit.value, inner.*limit.value); }
  void operator()(FormatLimit limit) const { keep(outer.*limit.value, inner.*limit.value); }
  void operator()(FlagLimit limit) const {
    outer.*limit.value = outer.*limit.value || inner.*limit.value;
  }

 private:
  template <class Value>
  void keep(std::optional<Value>& kept, const std::optional<Value>& other) const {
    if (!other || (kept && !is_narrower(*other, *kept))) return;
    kept = other;
  }
  template <class Value>
  [[nodiscard]] bool is_narrower(const Value& value, const Value& than) const {
    switch (merge) {
      case Merge::larger: return compare(value, than) > 0;
      case Merge::smaller: return compare(value, than) < 0;
      case Merge::only_one: return false;
    }
    return false;
  }
};

}  // namespace

const ConstraintTag* find_constraint(std::string_view name) {
  const auto* const found = std::ranges::find(constraint_tags, name, &ConstraintTag::name);
  return found == std::end(constraint_tags) ? nullptr : found;
}

Constraints merge(Constraints outer, const Constraints& inner) {
  for (const ConstraintTag& tag : constraint_tags)
    std::visit(MergeLimit{.merge = tag.merge, .outer = outer, .inner = inner}, tag.limit);
  outer.wire_string = outer.wire_string || inner.wire_string;
  return outer;
}

}  // namespace vgen::tool::model
