#include "tools/vgen/emit/schema/text_patterns.hpp"

#include <fmt/format.h>

namespace vgen::tool::emit {
namespace {

constexpr const char* four_digits = "[A-Za-z0-9+/]{4}";  // three bytes
constexpr const char* one_byte = "[A-Za-z0-9+/][AQgw]==";
constexpr const char* two_bytes = "[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=";
constexpr const char* nanosecond_years =
    "(?:16(?:7[89]|[89][0-9])|1[7-9][0-9]{2}|2[01][0-9]{2}|22(?:[0-5][0-9]|6[01]))-";

}  // namespace

std::string timestamp_pattern(unsigned fraction_digits) {
  if (fraction_digits == 0) return "^[^.]+($|\\.0+[Zz+-])";
  const bool is_nanoseconds = fraction_digits >= 9;
  return fmt::format("^{}[^.]+($|\\.[0-9]{{1,{}}}0*[Zz+-])", is_nanoseconds ? nanosecond_years : "",
                     fraction_digits);
}

std::string base64_pattern(const std::optional<std::uint64_t>& size_in_bytes) {
  if (!size_in_bytes) return fmt::format("^(?:{})*(?:{}|{})?$", four_digits, one_byte, two_bytes);
  const std::uint64_t whole = *size_in_bytes / 3;
  const std::uint64_t rest = *size_in_bytes % 3;
  std::string pattern = "^";
  if (whole > 0) pattern += fmt::format("(?:{}){{{}}}", four_digits, whole);
  if (rest > 0) pattern += rest == 1 ? one_byte : two_bytes;
  return pattern + "$";
}

}  // namespace vgen::tool::emit
