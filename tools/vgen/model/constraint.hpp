#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace vgen::tool::model {

/// The limits of a value, in the words of JSON Schema, and how it crosses the wire. Numbers are
/// kept as JSON text, so that no digit is lost.
struct Constraints {
  std::optional<std::string> minimum;
  std::optional<std::string> maximum;
  std::optional<std::string> exclusive_minimum;
  std::optional<std::string> exclusive_maximum;
  std::optional<std::string> multiple_of;
  std::optional<std::uint64_t> min_length;  ///< In code points.
  std::optional<std::uint64_t> max_length;
  std::optional<std::string> pattern;  ///< ECMA-262, not anchored.
  std::optional<std::string> format;   ///< One of the formats of JSON Schema that vgen checks.
  std::optional<std::uint64_t> min_items;
  std::optional<std::uint64_t> max_items;
  std::optional<std::uint64_t> min_properties;
  std::optional<std::uint64_t> max_properties;
  bool unique_items = false;
  bool wire_string =
      false;  ///< `@wire string`: a 64 bit integer as a string of digits, in its full range.

  bool operator==(const Constraints&) const = default;
};

}  // namespace vgen::tool::model
