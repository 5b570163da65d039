/// Numbers by the grammar of JSON (RFC 8259, section 6): `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE]
/// [+-]? [0-9]+)?`
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vgen::json::detail {

/// The end of the number that begins at `p`, or null if none does; `wrong` is then where it goes
/// wrong.
const char* scan_number(const char* p, const char* end, const char*& wrong);

/// Whether a number (valid by the grammar) is an integer, `1.0` and `1e2` too. `value`: saturated
/// to INT64_MIN and INT64_MAX.
bool integer_of(std::string_view number, std::int64_t& value);

/// The nearest value of a number (valid by the grammar). False: it is beyond the type's range.
bool number_of(std::string_view number, double& value);
bool number_of(std::string_view number, float& value);

/// Whether the decimal fractions that two doubles stand for (their shortest texts) are multiples,
/// exactly.
bool is_multiple(double value, double step);

/// The same for any spelling of the same number: "1", "1.0" and "10e-1" give one text.
std::string canonical_number(std::string_view number);

/// A double as JSON.
std::string number_text(double value);

}  // namespace vgen::json::detail
