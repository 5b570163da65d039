/// Numbers by the grammar of JSON (RFC 8259, section 6): `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE]
/// [+-]? [0-9]+)?`
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vgen::json::detail {

/// The end of the number that begins at `p`, or null if there is none; `wrong` is then the place of
/// the error.
const char* scan_number(const char* p, const char* end, const char*& wrong);

/// Whether a number (valid by the grammar) is an integer; `1.0` and `1e2` are. `value` is limited
/// to INT64_MIN and INT64_MAX.
bool integer_of(std::string_view number, std::int64_t& value);

/// The nearest value of a number (valid by the grammar). False if it is beyond the type's range.
bool number_of(std::string_view number, double& value);
bool number_of(std::string_view number, float& value);

/// Whether one double is an exact multiple of the other, as decimal fractions (their shortest
/// texts).
bool is_multiple(double value, double step);

/// One text for every spelling of the same number: "1", "1.0" and "10e-1" give the same.
std::string canonical_number(std::string_view number);

/// Writes a double as JSON.
std::string number_text(double value);

}  // namespace vgen::json::detail
