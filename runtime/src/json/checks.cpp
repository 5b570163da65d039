#include "number.hpp"
#include "utf8.hpp"

#include <vgen/json/fault_site.hpp>
#include <vgen/json/pattern.hpp>
#include <vgen/json/writer.hpp>

#include <cmath>
#include <limits>
#include <string>

namespace vgen::json::detail {

namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count).append(" ").append(count == 1 ? one : many);
}

std::string quoted(std::string_view text) {
  std::string json;
  Writer out(json);
  out.string(text);
  out.finish();
  return json;
}

std::string_view name_at(const std::string_view* names, std::size_t stride, std::size_t index) {
  return *reinterpret_cast<const std::string_view*>(reinterpret_cast<const char*>(names) +
                                                    index * stride);
}

/// Reports a broken bound of a number.
bool bound(FaultSite& site, std::string_view code, std::string limit, std::string_view words) {
  std::string message = std::string(words) + limit;
  site.fault(code, std::move(limit), std::move(message));
  return false;
}

}  // namespace

bool check_integer(FaultSite& site, std::int64_t value, std::int64_t lowest, std::int64_t highest,
                   const IntegerRule& rule) {
  const std::int64_t minimum = rule.minimum > lowest ? rule.minimum : lowest;
  const std::int64_t maximum = rule.maximum < highest ? rule.maximum : highest;
  bool good = true;
  if (value < minimum) good = bound(site, "minimum", std::to_string(minimum), "must be at least ");
  if (value > maximum) good = bound(site, "maximum", std::to_string(maximum), "must be at most ");
  if (rule.exclusive_minimum != INT64_MIN && value <= rule.exclusive_minimum) {
    good = bound(site, "exclusiveMinimum", std::to_string(rule.exclusive_minimum),
                 "must be greater than ");
  }
  if (rule.exclusive_maximum != INT64_MAX && value >= rule.exclusive_maximum) {
    good = bound(site, "exclusiveMaximum", std::to_string(rule.exclusive_maximum),
                 "must be less than ");
  }
  if (rule.multiple_of != 0 && value % rule.multiple_of != 0) {
    good = bound(site, "multipleOf", std::to_string(rule.multiple_of), "must be a multiple of ");
  }
  return good;
}

bool check_number(FaultSite& site, double value, const NumberRule& rule) {
  bool good = true;
  if (value < rule.minimum)
    good = bound(site, "minimum", number_text(rule.minimum), "must be at least ");
  if (value > rule.maximum)
    good = bound(site, "maximum", number_text(rule.maximum), "must be at most ");
  if (rule.exclusive_minimum > -HUGE_VAL && value <= rule.exclusive_minimum)
    good = bound(site, "exclusiveMinimum", number_text(rule.exclusive_minimum),
                 "must be greater than ");
  if (rule.exclusive_maximum < HUGE_VAL && value >= rule.exclusive_maximum)
    good =
        bound(site, "exclusiveMaximum", number_text(rule.exclusive_maximum), "must be less than ");
  if (rule.multiple_of != 0 && !is_multiple(value, rule.multiple_of)) {
    good = bound(site, "multipleOf", number_text(rule.multiple_of), "must be a multiple of ");
  }
  return good;
}

bool narrow_number(FaultSite& site, double exact, float& value) {
  constexpr double bound = static_cast<double>(std::numeric_limits<float>::max());
  if (!check_number(site, exact, {.minimum = -bound, .maximum = bound})) return false;
  value = static_cast<float>(exact);
  return true;
}

bool check_string(FaultSite& site, std::string_view value, const StringRule& rule) {
  bool good = true;
  if (value.size() > rule.max_length || value.size() / 4 < rule.min_length) {
    const std::size_t length = count_code_points(value.data(), value.size());
    if (length < rule.min_length) {
      site.fault("minLength", std::to_string(rule.min_length),
                 rule.min_length == 1
                     ? "must not be empty"
                     : "must have at least " + counted(rule.min_length, "character", "characters"));
      good = false;
    }
    if (length > rule.max_length) {
      site.fault("maxLength", std::to_string(rule.max_length),
                 "must have at most " + counted(rule.max_length, "character", "characters"));
      good = false;
    }
  }
  if (rule.pattern != nullptr && !rule.pattern->matches(value)) {
    site.fault("pattern", quoted(rule.pattern->text()),
               "must match the pattern " + rule.pattern->text());
    good = false;
  }
  if (!has_format(value, rule.format)) {
    std::string_view words;
    switch (rule.format) {
      case Format::none: break;
      case Format::email: words = "must be an email address"; break;
      case Format::uri: words = "must be a URI with a scheme, like https://example.com/"; break;
      case Format::uuid: words = "must be a UUID, like 123e4567-e89b-12d3-a456-426614174000"; break;
      case Format::date: words = "must be a date, like 2026-01-31"; break;
      case Format::date_time:
        words = "must be a date and time with offset, like 2026-01-31T12:00:00Z";
        break;
      case Format::time: words = "must be a time with offset, like 12:00:00Z"; break;
      case Format::ipv4: words = "must be an IPv4 address, like 192.0.2.1"; break;
      case Format::ipv6: words = "must be an IPv6 address, like 2001:db8::1"; break;
      case Format::hostname: words = "must be a host name"; break;
    }
    site.fault("format", quoted(name_of(rule.format)), std::string(words));
    good = false;
  }
  return good;
}

bool check_count(FaultSite& site, std::size_t count, const ArrayRule& rule) {
  if (count < rule.min_items) {
    site.fault("minItems", std::to_string(rule.min_items),
               "must have at least " + counted(rule.min_items, "item", "items"));
    return false;
  }
  if (count > rule.max_items) {
    site.fault("maxItems", std::to_string(rule.max_items),
               "must have at most " + counted(rule.max_items, "item", "items"));
    return false;
  }
  return true;
}

bool check_count(FaultSite& site, std::size_t count, const MapRule& rule) {
  if (count < rule.min_properties) {
    site.fault("minProperties", std::to_string(rule.min_properties),
               "must have at least " + counted(rule.min_properties, "member", "members"));
    return false;
  }
  if (count > rule.max_properties) {
    site.fault("maxProperties", std::to_string(rule.max_properties),
               "must have at most " + counted(rule.max_properties, "member", "members"));
    return false;
  }
  return true;
}

void not_unique(FaultSite& site, std::size_t first, std::size_t second) {
  site.fault("uniqueItems", "true",
             "must not have the same item twice; items " + std::to_string(first) + " and " +
                 std::to_string(second) + " are equal");
}

void no_such_name(FaultSite& site, const std::string_view* names, std::size_t stride,
                  std::size_t count) {
  std::string limit;
  std::string message;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view name = name_at(names, stride, i);
    if (name.empty()) continue;
    limit.append(limit.empty() ? "[" : ",").append(quoted(name));
    message.append(message.empty() ? "must be one of " : ", ").append(name);
  }
  site.fault("enum", limit + ']', std::move(message));
}

std::size_t find_enumerator(FaultSite& site, std::string_view text, const std::string_view* names,
                            std::size_t stride, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (name_at(names, stride, i) == text) return i;
  }
  no_such_name(site, names, stride, count);
  return count;
}

}  // namespace vgen::json::detail
