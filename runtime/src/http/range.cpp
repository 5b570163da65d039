#include <vgen/http/field_text.hpp>
#include <vgen/http/headers.hpp>
#include <vgen/http/range.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>

namespace vgen {
namespace {

using detail::trimmed;

/// A number of digits only. One that is too large becomes the largest.
std::optional<std::uint64_t> read_number(std::string_view text) noexcept {
  constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  if (text.empty()) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    number = number > (largest - digit) / 10 ? largest : number * 10 + digit;
  }
  return number;
}

/// "-500": the last bytes.
ByteRange last_bytes(std::uint64_t count, std::uint64_t size) noexcept {
  if (count == 0) return {.kind = ByteRange::Kind::unsatisfiable};
  if (size == 0) return {};  // all of nothing, which no part can express
  const std::uint64_t taken = std::min(count, size);
  return {.kind = ByteRange::Kind::part, .first = size - taken, .size = taken};
}

}  // namespace

ByteRange read_range(std::string_view field, std::uint64_t size) noexcept {
  const std::size_t equals = field.find('=');
  if (equals == std::string_view::npos || !same_header_name(field.substr(0, equals), "bytes"))
    return {};
  const std::string_view range = trimmed(field.substr(equals + 1));
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos) return {};
  const std::string_view end = range.substr(dash + 1);
  if (dash == 0) {
    const std::optional<std::uint64_t> count = read_number(end);
    return count ? last_bytes(*count, size) : ByteRange{};
  }
  const std::optional<std::uint64_t> first = read_number(range.substr(0, dash));
  const std::optional<std::uint64_t> last =
      end.empty() ? std::numeric_limits<std::uint64_t>::max() : read_number(end);
  if (!first || !last || *last < *first) return {};
  if (*first >= size) return {.kind = ByteRange::Kind::unsatisfiable};
  return {.kind = ByteRange::Kind::part,
          .first = *first,
          .size = std::min(*last, size - 1) - *first + 1};
}

std::string content_range(const ByteRange& range, std::uint64_t size) {
  const std::string part =
      range.kind == ByteRange::Kind::part
          ? std::to_string(range.first) + "-" + std::to_string(range.first + range.size - 1)
          : "*";
  return "bytes " + part + "/" + std::to_string(size);
}

}  // namespace vgen
