#include "tools/vgen/analysis/json.hpp"
#include "tools/vgen/analysis/values/runtime_rules.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/support/json_decimal.hpp"

#include <vgen/json/bytes.hpp>
#include <vgen/json/read.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <set>

/// Values are read by the readers of the runtime, with the rules that generated code gives them: a
/// value is refused here if and only if a server refuses it, and for the same reason. Here is only
/// the walk through the types, which generated code has in its own form.
namespace vgen::tool::analysis {
namespace {

using Mismatch = std::optional<std::string>;
using model::Constraints;
using model::TypeIndex;

struct Words {
  std::string_view code;    ///< Of a fault of the runtime.
  std::string_view phrase;  ///< `{}`: the limit that was broken.
};
constexpr Words words_of_faults[] = {
    {"minimum", "is below the minimum {}"},
    {"maximum", "is above the maximum {}"},
    {"exclusiveMinimum", "is not above {}"},
    {"exclusiveMaximum", "is not below {}"},
    {"multipleOf", "is not a multiple of {}"},
    {"minLength", "is shorter than {}"},
    {"maxLength", "is longer than {}"},
    {"pattern", "does not match {}"},
    {"format", "is not of the format {}"},
    {"minItems", "has fewer than {} items"},
    {"maxItems", "has more than {} items"},
    {"uniqueItems", "has the same item twice"},
    {"minProperties", "has fewer than {} members"},
    {"maxProperties", "has more than {} members"},
};

/// A limit that is a string without its quotes.
std::string plain_limit(const Fault& fault) {
  const Json limit = Json::parse(fault.limit, nullptr, false);
  return limit.is_string() ? limit.get<std::string>() : fault.limit;
}

Mismatch in_words(const Fault& fault) {
  const std::string limit = plain_limit(fault);
  const auto* const words = std::ranges::find(words_of_faults, fault.code, &Words::code);
  if (words != std::end(words_of_faults)) return fmt::format(fmt::runtime(words->phrase), limit);
  if (fault.code != "type" || limit.empty()) return fault.message;
  const bool has_vowel = std::string_view("aeio").find(limit.front()) != std::string_view::npos;
  return fmt::format("is not {} {}", has_vowel ? "an" : "a", limit);
}

/// Whether a fault is about the range of a number's type, not about a limit of the author's.
bool is_about_range(const Fault& fault, const Constraints& limits) {
  const auto is_not = [&](const std::optional<std::string>& limit) {
    return !limit || compare_numbers(*limit, plain_limit(fault)) != 0;
  };
  return (fault.code == "minimum" && is_not(limits.minimum)) ||
         (fault.code == "maximum" && is_not(limits.maximum));
}

/// Reads one value. Each function reads what is next in the text, and says why it is refused.
class ValueReader {
 public:
  ValueReader(const model::ApiModel& api, std::string_view text) : api_(api), in_(text, faults_) {}

  Mismatch read(TypeIndex type, const Constraints& limits) {
    if (type == model::unresolved || (accepts_null(api_, type) && in_.null())) return {};
    return std::visit([&](const auto& kind) { return read_kind(kind, limits); },
                      api_.types[type].kind);
  }

 private:
  Mismatch read_kind(const model::Null&, const Constraints&) { return "is not null"; }
  Mismatch read_kind(const model::Boolean&, const Constraints&) {
    bool value = false;
    json::read(in_, value);
    return fault();
  }
  Mismatch read_kind(const model::Integer& integer, const Constraints& limits);
  Mismatch read_kind(const model::Float& type, const Constraints& limits);
  Mismatch read_kind(const model::String&, const Constraints& limits) { return text(limits); }
  Mismatch read_kind(const model::Timestamp& type, const Constraints&);
  Mismatch read_kind(const model::Date&, const Constraints&) {
    return text_of(json::Format::date, "is not a date such as 2026-01-31");
  }
  Mismatch read_kind(const model::Duration& type, const Constraints& limits) {
    return read(type.count, limits);
  }
  Mismatch read_kind(const model::Bytes& type, const Constraints& limits);
  Mismatch read_kind(const model::Uuid&, const Constraints&) {
    return text_of(json::Format::uuid,
                   "is not a UUID such as 6ba7b810-9dad-41d1-80b4-00c04fd430c8");
  }
  Mismatch read_kind(const model::Path&, const Constraints& limits) { return text(limits); }
  Mismatch read_kind(const model::File&, const Constraints&) {
    in_.skip();
    return fault();
  }
  Mismatch read_kind(const model::Any&, const Constraints&) {
    in_.skip();
    return fault();
  }
  Mismatch read_kind(const model::StructReference& reference, const Constraints&);
  Mismatch read_kind(const model::EnumReference& reference, const Constraints&);
  Mismatch read_kind(const model::AliasReference& reference, const Constraints& limits) {
    const model::Alias& alias = api_.aliases[reference.index];
    return read(alias.type, merge(limits, alias.constraints));
  }
  Mismatch read_kind(const model::Wrapper auto& type, const Constraints& limits) {
    return read(type.value, limits);
  }
  Mismatch read_kind(const model::List& list, const Constraints& limits);
  Mismatch read_kind(const model::Map& map, const Constraints& limits);
  Mismatch read_kind(const model::Tuple& tuple, const Constraints&);
  Mismatch read_kind(const model::VariantReference& reference, const Constraints&);

  Mismatch text(const Constraints& limits);
  Mismatch text_of(json::Format format, std::string_view otherwise);
  template <class Number>
  void read_digits(const Constraints& limits);
  Mismatch key(TypeIndex type, const std::string& name);
  Mismatch integer_fault(const model::Integer& integer, const Constraints& limits);
  /// The first fault so far, in words; nothing if there is none.
  [[nodiscard]] Mismatch fault() const {
    return faults_.empty() ? Mismatch() : in_words(faults_[0]);
  }

  const model::ApiModel& api_;
  Faults faults_;
  json::Reader in_;
};

/// The first fault of a number of a type.
Mismatch ValueReader::integer_fault(const model::Integer& integer, const Constraints& limits) {
  if (faults_.empty()) return {};
  const bool is_number = faults_[0].code != "type" && faults_[0].code != "pattern";
  if (limits.wire_string && !is_number) return "is not a string of digits";
  if (!is_about_range(faults_[0], limits)) return fault();
  const auto [smallest, largest] = integer_range(integer, limits.wire_string);
  return fmt::format("is not in the type's range from {} to {}", smallest, largest);
}

template <class Number>
void ValueReader::read_digits(const Constraints& limits) {
  Number number = 0;
  json::read(in_, number, digits_rule<Number>(limits));
}

Mismatch ValueReader::read_kind(const model::Integer& integer, const Constraints& limits) {
  if (limits.wire_string) {
    integer.is_signed ? read_digits<std::int64_t>(limits) : read_digits<std::uint64_t>(limits);
    return integer_fault(integer, limits);
  }
  std::int64_t number = 0;
  const auto [smallest, largest] = integer_range(integer, false);
  if (in_.integer(number))
    json::detail::check_integer(in_, number, smallest, static_cast<std::int64_t>(largest),
                                integer_rule(limits));
  return integer_fault(integer, limits);
}

Mismatch ValueReader::read_kind(const model::Float& type, const Constraints& limits) {
  double number = 0;
  float narrow = 0;
  const json::NumberRule rule = number_rule(limits);
  type.bits == 32 ? json::read(in_, narrow, rule) : json::read(in_, number, rule);
  if (faults_.empty() || !is_about_range(faults_[0], limits)) return fault();
  return fmt::format("is not in the range of {}", type.bits == 32 ? "float" : "double");
}

Mismatch ValueReader::text(const Constraints& limits) {
  std::string text;
  const TextRule rule(limits);
  json::read(in_, text, rule.rule());
  return fault();
}

Mismatch ValueReader::text_of(json::Format format, std::string_view otherwise) {
  std::string text;
  json::read(in_, text, json::StringRule{.format = format});
  return faults_.empty() ? Mismatch() : std::string(otherwise);
}

Mismatch ValueReader::read_kind(const model::Timestamp& type, const Constraints&) {
  constexpr std::string_view otherwise = "is not a date-time such as 2026-01-31T12:00:00Z";
  std::string text;
  json::read(in_, text, json::StringRule{.format = json::Format::date_time});
  if (!faults_.empty()) return std::string(otherwise);
  json::detail::Clockwork clockwork{.num = 1, .den = 1, .lowest = INT64_MIN, .highest = INT64_MAX};
  for (unsigned i = 0; i < type.fraction_digits; ++i) clockwork.den *= 10;
  std::int64_t ticks = 0;
  json::detail::parse_ticks(in_, text, clockwork, ticks);
  return faults_.empty() ? Mismatch() : faults_[0].message;
}

Mismatch ValueReader::read_kind(const model::Bytes& type, const Constraints& limits) {
  std::vector<std::byte> bytes;
  const TextRule rule(limits);
  json::read(in_, bytes, rule.rule());
  if (!faults_.empty())
    return faults_[0].limit == "\"base64\"" || faults_[0].code == "type" ? "is not base64 text"
                                                                         : fault();
  if (type.fixed_size && bytes.size() != *type.fixed_size)
    return fmt::format("does not have exactly {} bytes", *type.fixed_size);
  return {};
}

Mismatch ValueReader::read_kind(const model::EnumReference& reference, const Constraints&) {
  const std::vector<model::Enumerator>& enumerators = api_.enums[reference.index].enumerators;
  std::string_view text;
  if (in_.view(text) &&
      std::ranges::find(enumerators, text, &model::Enumerator::wire_name) != enumerators.end())
    return {};
  std::string names;
  for (const model::Enumerator& enumerator : enumerators)
    names += (names.empty() ? "" : ", ") + enumerator.wire_name;
  return fmt::format("is not one of {}", names);
}

Mismatch ValueReader::read_kind(const model::StructReference& reference, const Constraints&) {
  const model::Struct& type = api_.structs[reference.index];
  const model::Field* const rest = model::rest_of(type);
  std::set<std::string> seen;
  std::string name;
  json::MapReader members(in_);
  while (members.next(name)) {
    const model::Field* const field = model::find_member(type, name);
    if (!field && !rest) return fmt::format("has the unknown member '{}'", name);
    const Mismatch inner =
        field ? read(field->type, field->constraints)
              : read(std::get<model::Map>(api_.types[rest->type].kind).value, Constraints());
    if (inner) return fmt::format("has a member '{}' that {}", name, *inner);
    seen.insert(name);
  }
  if (!members.finish({})) return fault();
  for (const model::Field& field : type.fields) {
    const bool is_needed = field.required_in_input() && !field.read_only && !field.write_only;
    if (is_needed && !seen.contains(field.wire_name))
      return fmt::format("does not have the member '{}'", field.wire_name);
  }
  return {};
}

Mismatch ValueReader::read_kind(const model::List& list, const Constraints& limits) {
  json::ArrayReader array(in_);
  while (array.next()) {
    if (const Mismatch inner = read(list.item, {}))
      return fmt::format("has an item {} that {}", array.count() - 1, *inner);
  }
  json::ArrayRule rule = array_rule(limits);
  rule.unique = rule.unique || list.unique;
  if (list.fixed_size && array.count() != *list.fixed_size && faults_.empty())
    return fmt::format("does not have exactly {} items", *list.fixed_size);
  array.finish(rule);
  return fault();
}

Mismatch ValueReader::read_kind(const model::Tuple& tuple, const Constraints&) {
  json::ArrayReader array(in_);
  while (array.next()) {
    const std::size_t index = array.count() - 1;
    if (index >= tuple.items.size()) break;
    if (const Mismatch inner = read(tuple.items[index], {}))
      return fmt::format("has an item {} that {}", index, *inner);
  }
  if (!faults_.empty() || array.count() == tuple.items.size()) return fault();
  return fmt::format("does not have exactly {} items", tuple.items.size());
}

/// A name of a map's member as a value of the key's type.
Mismatch ValueReader::key(TypeIndex type, const std::string& name) {
  const model::Type* plain = plain_type(api_, type);
  const auto* integer = plain ? std::get_if<model::Integer>(&plain->kind) : nullptr;
  if (!integer) return ValueReader(api_, Json(name).dump()).read(type, {});
  const Constraints limits = effective_constraints(api_, type, {});
  const auto [smallest, largest] = integer_range(*integer, false);
  const json::IntegerRule rule = integer_rule(limits);
  std::int64_t number = 0;
  json::detail::read_key(in_, name, smallest, static_cast<std::int64_t>(largest), &rule, number);
  return integer_fault(*integer, limits);
}

Mismatch ValueReader::read_kind(const model::Map& map, const Constraints& limits) {
  std::string name;
  json::MapReader members(in_);
  while (members.next(name)) {
    if (const Mismatch inner = key(map.key, name))
      return fmt::format("has a key '{}' that {}", name, *inner);
    if (const Mismatch inner = read(map.value, {}))
      return fmt::format("has a member '{}' that {}", name, *inner);
  }
  members.finish(map_rule(limits));
  return fault();
}

Mismatch ValueReader::read_kind(const model::VariantReference& reference, const Constraints&) {
  const model::Variant& variant = api_.variants[reference.index];
  const Json value = Json::parse(in_.raw());
  for (const model::Alternative& alternative : variant.alternatives) {
    if (alternative.tag.empty()) {
      if (!find_mismatch(api_, {alternative.type, {}}, value)) return {};
    } else if (value.is_object() &&
               value.value(variant.discriminator, Json()) == Json(alternative.tag)) {
      Json members = value;
      members.erase(variant.discriminator);
      return find_mismatch(api_, {alternative.type, {}}, members);
    }
  }
  return "does not fit any alternative";
}

}  // namespace

std::optional<std::string> find_mismatch(const model::ApiModel& api, const ValueRule& rule,
                                         const Json& value) {
  const std::string text = compact(value);
  return ValueReader(api, text).read(rule.type, rule.constraints);
}

}  // namespace vgen::tool::analysis
