#include "tools/vgen/analysis/json.hpp"
#include "tools/vgen/analysis/types/type_facts.hpp"
#include "tools/vgen/analysis/workspace.hpp"

#include <vgen/json/pattern.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace vgen::tool::analysis {
namespace {

using Mismatch = std::optional<std::string>;
using model::Constraints;

double as_number(const std::string& text) {
  return std::strtod(text.c_str(), nullptr);
}

std::size_t code_points(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_multiple(const Json& value, const std::string& divisor) {
  if (value.is_number_integer() && divisor.find_first_of(".eE") == std::string::npos) {
    const std::int64_t step = std::strtoll(divisor.c_str(), nullptr, 10);
    return step == 0 || value.get<std::int64_t>() % step == 0;
  }
  const double quotient = value.get<double>() / as_number(divisor);
  return std::abs(quotient - std::round(quotient)) < 1e-9 * std::max(1.0, std::abs(quotient));
}

/// Checks one value; items and members are checked by `find_mismatch` again.
struct Check {
  const model::ApiModel& api;
  const Constraints& constraints;
  const Json& value;

  Mismatch operator()(const model::Null&) const {
    return value.is_null() ? Mismatch() : "is not null";
  }
  Mismatch operator()(const model::Boolean&) const {
    return value.is_boolean() ? Mismatch() : "is not a boolean";
  }
  Mismatch operator()(const model::Integer& integer) const;
  Mismatch operator()(const model::Float& number) const;
  Mismatch operator()(const model::String&) const { return check_text(); }
  Mismatch operator()(const model::Timestamp&) const;
  Mismatch operator()(const model::EnumReference& reference) const;
  Mismatch operator()(const model::StructReference& reference) const;
  Mismatch operator()(const model::List& list) const;
  Mismatch operator()(const model::Map& map) const;
  Mismatch operator()(const model::Date&) const;
  Mismatch operator()(const model::Duration& duration) const {
    return find_mismatch(api, {duration.count, constraints}, value);
  }
  Mismatch operator()(const model::Bytes& bytes) const;
  Mismatch operator()(const model::Uuid&) const;
  Mismatch operator()(const model::Path&) const { return check_text(); }
  Mismatch operator()(const model::Any&) const { return {}; }
  Mismatch operator()(const model::Tuple& tuple) const;
  Mismatch operator()(const model::VariantReference& reference) const;
  template <class Wrapper>
  Mismatch operator()(const Wrapper&) const {
    return {};  // plain_type sees through aliases and wrappers
  }

  [[nodiscard]] Mismatch check_digits(const model::Integer& integer) const;
  [[nodiscard]] Mismatch check_text() const;
  [[nodiscard]] Mismatch check_bounds() const;
};

Mismatch Check::check_bounds() const {
  const double number = value.get<double>();
  if (constraints.minimum && number < as_number(*constraints.minimum))
    return fmt::format("is below the minimum {}", *constraints.minimum);
  if (constraints.maximum && number > as_number(*constraints.maximum))
    return fmt::format("is above the maximum {}", *constraints.maximum);
  if (constraints.exclusive_minimum && number <= as_number(*constraints.exclusive_minimum)) {
    return fmt::format("is not above {}", *constraints.exclusive_minimum);
  }
  if (constraints.exclusive_maximum && number >= as_number(*constraints.exclusive_maximum)) {
    return fmt::format("is not below {}", *constraints.exclusive_maximum);
  }
  if (constraints.multiple_of && !is_multiple(value, *constraints.multiple_of)) {
    return fmt::format("is not a multiple of {}", *constraints.multiple_of);
  }
  return {};
}

Mismatch Check::operator()(const model::Integer& integer) const {
  if (constraints.wire_string) return check_digits(integer);
  const IntegerRange range = integer_range(integer, false);
  if (!value.is_number_integer()) return "is not an integer";
  const bool is_huge = value.is_number_unsigned() && value.get<std::uint64_t>() > range.largest;
  if (is_huge || (!value.is_number_unsigned() && value.get<std::int64_t>() < range.smallest)) {
    return fmt::format("is not in the type's range from {} to {}", range.smallest, range.largest);
  }
  return check_bounds();
}

/// The number that the digits write, with its bounds.
Mismatch Check::check_digits(const model::Integer& integer) const {
  const Json number =
      value.is_string() ? Json::parse(value.get_ref<const std::string&>(), nullptr, false) : Json();
  if (!number.is_number_integer() || number.dump() != value.get_ref<const std::string&>())
    return "is not a string of digits";
  const IntegerRange range = integer_range(integer, true);
  const bool is_above = number.is_number_unsigned() && number.get<std::uint64_t>() > range.largest;
  if (is_above || (!number.is_number_unsigned() && number.get<std::int64_t>() < range.smallest)) {
    return fmt::format("is not in the type's range from {} to {}", range.smallest, range.largest);
  }
  return Check{.api = api, .constraints = constraints, .value = number}.check_bounds();
}

Mismatch Check::operator()(const model::Float& number) const {
  if (!value.is_number()) return "is not a number";
  const bool fits = number.bits == 64 || std::abs(value.get<double>()) <=
                                             static_cast<double>(std::numeric_limits<float>::max());
  return fits ? check_bounds() : "is not in the range of float";
}

Mismatch Check::check_text() const {
  if (!value.is_string()) return "is not a string";
  const auto& text = value.get_ref<const std::string&>();
  const std::size_t length = code_points(text);
  if (constraints.min_length && length < *constraints.min_length)
    return fmt::format("is shorter than {}", *constraints.min_length);
  if (constraints.max_length && length > *constraints.max_length)
    return fmt::format("is longer than {}", *constraints.max_length);
  if (constraints.format && !has_format(*constraints.format, text))
    return fmt::format("is not of the format {}", *constraints.format);
  if (constraints.pattern && !json::Pattern(*constraints.pattern).matches(text))
    return fmt::format("does not match {}", *constraints.pattern);
  return {};
}

/// How many digits of a date-time's fraction say something.
std::size_t fraction_digits(const std::string& text) {
  const std::size_t point = text.find('.');
  if (point == std::string::npos) return 0;
  const std::size_t end = text.find_first_not_of("0123456789", point + 1);
  const std::size_t last = text.find_last_not_of('0', end - 1);
  return last - point;
}

Mismatch Check::operator()(const model::Timestamp& timestamp) const {
  const bool is_date_time =
      value.is_string() && has_format("date-time", value.get_ref<const std::string&>());
  if (!is_date_time) return "is not a date-time such as 2026-01-31T12:00:00Z";
  const bool is_kept =
      fraction_digits(value.get_ref<const std::string&>()) <= timestamp.fraction_digits;
  return is_kept ? Mismatch()
                 : fmt::format("has more than {} digits of a second's fraction",
                               timestamp.fraction_digits);
}

Mismatch Check::operator()(const model::Date&) const {
  const bool is_date = value.is_string() && has_format("date", value.get_ref<const std::string&>());
  return is_date ? Mismatch() : "is not a date such as 2026-01-31";
}

Mismatch Check::operator()(const model::Uuid&) const {
  const bool is_uuid = value.is_string() && has_format("uuid", value.get_ref<const std::string&>());
  return is_uuid ? Mismatch() : "is not a UUID such as 6ba7b810-9dad-41d1-80b4-00c04fd430c8";
}

Mismatch Check::operator()(const model::Bytes& bytes) const {
  static const json::Pattern base64(
      "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$");
  if (!value.is_string() || !base64.matches(value.get_ref<const std::string&>()))
    return "is not base64 text";
  const auto& text = value.get_ref<const std::string&>();
  const std::size_t padding = static_cast<std::size_t>(std::ranges::count(text, '='));
  if (bytes.fixed_size && text.size() / 4 * 3 - padding != *bytes.fixed_size)
    return fmt::format("does not have exactly {} bytes", *bytes.fixed_size);
  return check_text();
}

Mismatch Check::operator()(const model::Tuple& tuple) const {
  if (!value.is_array()) return "is not an array";
  if (value.size() != tuple.items.size())
    return fmt::format("does not have exactly {} items", tuple.items.size());
  for (std::size_t i = 0; i < tuple.items.size(); ++i) {
    if (const Mismatch inner = find_mismatch(api, {tuple.items[i], {}}, value[i]))
      return fmt::format("has an item {} that {}", i, *inner);
  }
  return {};
}

Mismatch Check::operator()(const model::VariantReference& reference) const {
  const model::Variant& variant = api.variants[reference.index];
  for (const model::Alternative& alternative : variant.alternatives) {
    Json content = value;
    if (!alternative.tag.empty()) {
      const bool is_tagged =
          value.is_object() && value.value(variant.discriminator, Json()) == Json(alternative.tag);
      if (!is_tagged) continue;
      content.erase(variant.discriminator);
      return find_mismatch(api, {alternative.type, {}}, content);
    }
    if (!find_mismatch(api, {alternative.type, {}}, content)) return {};
  }
  return "does not fit any alternative";
}

Mismatch Check::operator()(const model::EnumReference& reference) const {
  const model::Enum& type = api.enums[reference.index];
  const bool is_known = value.is_string() &&
                        std::ranges::find(type.enumerators, value.get_ref<const std::string&>(),
                                          &model::Enumerator::wire_name) != type.enumerators.end();
  if (is_known) return {};
  std::string names;
  for (const model::Enumerator& enumerator : type.enumerators)
    names += (names.empty() ? "" : ", ") + enumerator.wire_name;
  return fmt::format("is not one of {}", names);
}

Mismatch Check::operator()(const model::StructReference& reference) const {
  if (!value.is_object()) return "is not an object";
  const model::Struct& type = api.structs[reference.index];
  for (const auto& [name, member] : value.items()) {
    const auto field = std::ranges::find(type.fields, name, &model::Field::wire_name);
    if (field == type.fields.end()) return fmt::format("has the unknown member '{}'", name);
    const Mismatch inner = find_mismatch(api, {field->type, field->constraints}, member);
    if (inner) return fmt::format("has a member '{}' that {}", name, *inner);
  }
  for (const model::Field& field : type.fields) {
    const bool is_needed = field.required_in_input() && !field.read_only && !field.write_only;
    if (is_needed && !value.contains(field.wire_name))
      return fmt::format("does not have the member '{}'", field.wire_name);
  }
  return {};
}

Mismatch Check::operator()(const model::List& list) const {
  if (!value.is_array()) return "is not an array";
  const std::size_t size = value.size();
  if (list.fixed_size && size != *list.fixed_size)
    return fmt::format("does not have exactly {} items", *list.fixed_size);
  if (constraints.min_items && size < *constraints.min_items)
    return fmt::format("has fewer than {} items", *constraints.min_items);
  if (constraints.max_items && size > *constraints.max_items)
    return fmt::format("has more than {} items", *constraints.max_items);
  for (std::size_t i = 0; i < size; ++i) {
    if (const Mismatch inner = find_mismatch(api, {list.item, {}}, value[i]))
      return fmt::format("has an item {} that {}", i, *inner);
    const bool is_unique = list.unique || constraints.unique_items;
    if (is_unique && std::count(value.begin(), value.end(), value[i]) > 1)
      return fmt::format("has item {} twice", i);
  }
  return {};
}

Mismatch Check::operator()(const model::Map& map) const {
  if (!value.is_object()) return "is not an object";
  const std::size_t size = value.size();
  if (constraints.min_properties && size < *constraints.min_properties)
    return fmt::format("has fewer than {} members", *constraints.min_properties);
  if (constraints.max_properties && size > *constraints.max_properties)
    return fmt::format("has more than {} members", *constraints.max_properties);
  const bool integer_keys = value_kind(api, map.key) == ValueKind::integer;
  for (const auto& [name, member] : value.items()) {
    const Json key = integer_keys ? Json::parse(name, nullptr, false) : Json(name);
    if (const Mismatch inner = find_mismatch(api, {map.key, {}}, key))
      return fmt::format("has a key '{}' that {}", name, *inner);
    if (const Mismatch inner = find_mismatch(api, {map.value, {}}, member))
      return fmt::format("has a member '{}' that {}", name, *inner);
  }
  return {};
}

}  // namespace

std::optional<std::string> find_mismatch(const model::ApiModel& api, const ValueRule& rule,
                                         const Json& value) {
  const model::Type* type = plain_type(api, rule.type);
  if (!type || (value.is_null() && accepts_null(api, rule.type))) return std::nullopt;
  const Constraints constraints = effective_constraints(api, rule.type, rule.constraints);
  return std::visit(Check{.api = api, .constraints = constraints, .value = value}, type->kind);
}

}  // namespace vgen::tool::analysis
