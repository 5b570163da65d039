#include <vgen/json/any.hpp>

#include "number.hpp"
#include "print_number.hpp"

#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>
#include <system_error>

namespace vgen::json::detail {

namespace {

template <class Integer>
bool take(std::string_view text, Integer& value) {
  return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc();
}

}  // namespace

AnyNumber read_any_number(Reader& in) {
  AnyNumber number;
  const std::string_view text = in.raw();
  if (text.empty()) return number;
  if (text.find_first_of(".eE") == text.npos) {
    const bool negative = text.front() == '-' && text != "-0";
    if (negative && take(text, number.negative))
      return number.kind = AnyNumber::Kind::negative, number;
    if (text.front() != '-' && take(text, number.natural))
      return number.kind = AnyNumber::Kind::natural, number;
  }
  if (number_of(text, number.real)) {
    number.kind = AnyNumber::Kind::real;
  } else {
    constexpr double bound = std::numeric_limits<double>::max();
    check_number(in, text.front() == '-' ? -HUGE_VAL : HUGE_VAL,
                 {.minimum = -bound, .maximum = bound});
  }
  return number;
}

void write_any_integer(Writer& out, std::int64_t value) {
  char text[longest_number];
  out.raw({text, print_integer(text, value)});
}

void write_any_natural(Writer& out, std::uint64_t value) {
  char text[longest_number];
  out.raw({text, print_natural(text, value)});
}

void no_json(Writer& out) {
  out.fail("a value that JSON does not have");
}

}  // namespace vgen::json::detail
