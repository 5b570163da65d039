/// The limits that a declaration sets on a value. They are aggregates: give only the limits that
/// exist, `IntegerRule{.minimum = 1}`.
///
/// If a type contains others, rules are given outermost first, one per level:
/// `read(in, labels, ArrayRule{.max_items = 8}, StringRule{.min_length = 1})`. A level without
/// limits may be left out, unless the next level takes the same kind of rule: then give an empty
/// rule. An optional does not count as a level.
#pragma once

#include <vgen/json/formats.hpp>

#include <cstddef>
#include <cstdint>

namespace vgen::json {

class Pattern;

/// Limits of an integer of any width. JSON integers stay within ±(2^53-1), so one type serves the
/// unsigned ones too.
struct IntegerRule {
  std::int64_t minimum = INT64_MIN;
  std::int64_t maximum = INT64_MAX;
  std::int64_t exclusive_minimum = INT64_MIN;
  std::int64_t exclusive_maximum = INT64_MAX;
  std::int64_t multiple_of = 0;  ///< 0: none.
};

/// Limits of a `float` or `double`. `multiple_of` is decimal: 0.3 is a multiple of 0.1.
struct NumberRule {
  double minimum = -__builtin_huge_val();
  double maximum = __builtin_huge_val();
  double exclusive_minimum = -__builtin_huge_val();
  double exclusive_maximum = __builtin_huge_val();
  double multiple_of = 0;  ///< 0: none.
};

/// Limits of a string. Lengths are in code points.
struct StringRule {
  std::size_t min_length = 0;
  std::size_t max_length = SIZE_MAX;
  const Pattern* pattern = nullptr;  ///< Must outlive the call.
  Format format = Format::none;
};

/// Limits of an array of any kind.
struct ArrayRule {
  std::size_t min_items = 0;
  std::size_t max_items = SIZE_MAX;
  bool unique = false;
};

/// Limits of a map.
struct MapRule {
  std::size_t min_properties = 0;
  std::size_t max_properties = SIZE_MAX;
  const StringRule* names = nullptr;     ///< Limits of its keys, if they are strings.
  const IntegerRule* numbers = nullptr;  ///< Limits of its keys, if they are integers.
};

}  // namespace vgen::json
