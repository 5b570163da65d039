/// Integers as strings of digits, in their full range: `-?(0|[1-9][0-9]*)`, except "-0".
#pragma once

#include <vgen/json/fault_site.hpp>
#include <vgen/json/shapes.hpp>

#include <cstdint>
#include <limits>
#include <string_view>

namespace vgen::json {

class Reader;
class Writer;

namespace detail {

/// Every integer of 64 bits, signed or not.
__extension__ using WideInteger = __int128;

/// The range of a type and the limits of a declaration.
struct WideRule {
  WideInteger lowest;
  WideInteger highest;
  WideInteger minimum;
  WideInteger maximum;
  Bound<WideInteger> exclusive_minimum{};
  Bound<WideInteger> exclusive_maximum{};
  WideInteger multiple_of = 0;
};

/// Returns false after it reported the fault.
bool parse_digits(FaultSite& site, std::string_view text, const WideRule& rule, WideInteger& value);
bool read_digits(Reader& in, const WideRule& rule, WideInteger& value);
void write_digits(Writer& out, WideInteger value);

template <class T, class Limit>
constexpr WideRule wide(const DigitsRule<Limit>& rule) {
  const auto bound = [](const Bound<Limit>& limit) {
    return limit.set ? Bound<WideInteger>(limit.value) : Bound<WideInteger>();
  };
  return {.lowest = std::numeric_limits<T>::min(),
          .highest = std::numeric_limits<T>::max(),
          .minimum = rule.minimum,
          .maximum = rule.maximum,
          .exclusive_minimum = bound(rule.exclusive_minimum),
          .exclusive_maximum = bound(rule.exclusive_maximum),
          .multiple_of = rule.multiple_of};
}

template <class T, class Limit>
void read_integer(Reader& in, T& value, const DigitsRule<Limit>& rule) {
  WideInteger number = 0;
  if (read_digits(in, wide<T>(rule), number)) value = static_cast<T>(number);
}

}  // namespace detail

}  // namespace vgen::json
