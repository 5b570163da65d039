#include "tools/vgen/analysis/types/resolve_types.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>

#include <optional>

/// Points in time and spans of it.
namespace vgen::tool::analysis {

using frontend::DeclaredType;
using model::TypeIndex;
using Kind = DeclaredType::Kind;

namespace {

/// The period of a `std::chrono::duration`, in seconds.
struct Period {
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;

  bool operator==(const Period&) const = default;
};

/// Nothing where vgen cannot read it.
std::optional<Period> period_of(const DeclaredType& duration) {
  if (duration.arguments.size() < 2) return Period{};
  const DeclaredType& ratio = behind_aliases(duration.arguments[1]);
  if (ratio.name != "std::ratio" || ratio.arguments.empty()) return std::nullopt;
  Period period;
  if (ratio.arguments[0].kind != Kind::integral) return std::nullopt;
  period.numerator = ratio.arguments[0].size;
  if (ratio.arguments.size() > 1) {
    if (ratio.arguments[1].kind != Kind::integral) return std::nullopt;
    period.denominator = ratio.arguments[1].size;
  }
  return period;
}

struct NamedUnit {
  Period period;
  std::string_view name;
};
constexpr NamedUnit units[] = {
    {{1, 1'000'000'000}, "ns"}, {{1, 1'000'000}, "us"}, {{1, 1000}, "ms"},  {{1, 1}, "s"},
    {{60, 1}, "min"},           {{3600, 1}, "h"},       {{86'400, 1}, "d"}, {{604'800, 1}, "w"},
};

std::string unit_name(const Period& period) {
  for (const NamedUnit& unit : units) {
    if (unit.period == period) return std::string(unit.name);
  }
  return period.denominator == 1 ? fmt::format("{} s", period.numerator)
                                 : fmt::format("{}/{} s", period.numerator, period.denominator);
}

/// How many decimal digits the fraction of a second has: 3 for a period of 1/1000 s. Nothing for
/// other fractions, and above a second.
std::optional<unsigned> fraction_digits(const Period& period) {
  std::int64_t denominator = period.denominator;
  unsigned digits = 0;
  for (; denominator % 10 == 0; denominator /= 10) ++digits;
  const bool is_decimal = period.numerator == 1 && denominator == 1 && digits <= 9;
  return is_decimal ? std::optional(digits) : std::nullopt;
}

bool counts_in_64_bits(const DeclaredType& duration) {
  if (duration.arguments.empty()) return false;
  const DeclaredType& count = behind_aliases(duration.arguments.front());
  return count.kind == Kind::builtin && (count.name == "long" || count.name == "long long");
}

}  // namespace

TypeIndex TypeResolver::resolve_duration(const DeclaredType& type, const TypeUse& use) {
  const std::optional<Period> period = period_of(type);
  const TypeIndex count =
      type.arguments.empty() ? unresolved : resolve_item(type.arguments.front(), use, "");
  if (count == unresolved) return unresolved;
  const model::ValueKind kind = value_kind(workspace_.api, count);
  if (period && (kind == model::ValueKind::integer || kind == model::ValueKind::number)) {
    return intern(
        {.kind = model::Duration{.count = count, .unit = unit_name(*period)}, .cpp = type.cpp});
  }
  refuse(
      Rule::library_type, use,
      fmt::format("'{}' cannot cross the wire: vgen cannot read its count and unit", type.spelling),
      "use std::chrono::milliseconds or another duration of the standard library");
  return unresolved;
}

TypeIndex TypeResolver::resolve_time_point(const DeclaredType& type, const TypeUse& use) {
  const bool is_system = !type.arguments.empty() &&
                         behind_aliases(type.arguments.front()).name == "std::chrono::system_clock";
  if (!is_system) {
    refuse(Rule::clock, use,
           fmt::format("'{}' cannot cross the wire: only the system clock has a calendar",
                       type.spelling),
           "use std::chrono::sys_seconds or another std::chrono::sys_time");
    return unresolved;
  }
  const DeclaredType* duration =
      type.arguments.size() > 1 ? &behind_aliases(type.arguments[1]) : nullptr;
  const std::optional<Period> period = duration ? period_of(*duration) : Period{1, 1'000'000'000};
  if (period == Period{86'400, 1}) return intern({.kind = model::Date{}, .cpp = type.cpp});
  const std::optional<unsigned> digits = period ? fraction_digits(*period) : std::nullopt;
  if (digits && (!duration || counts_in_64_bits(*duration))) {
    return intern({.kind = model::Timestamp{.fraction_digits = *digits}, .cpp = type.cpp});
  }
  refuse(
      Rule::clock, use,
      fmt::format("'{}' cannot cross the wire: a date-time counts seconds or decimal fractions of "
                  "seconds, in 64 bits",
                  type.spelling),
      "use std::chrono::sys_seconds, sys_time<std::chrono::milliseconds>, or sys_days for a date");
  return unresolved;
}

}  // namespace vgen::tool::analysis
