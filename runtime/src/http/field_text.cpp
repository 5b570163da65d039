#include <vgen/http/field_text.hpp>

#include <vgen/http/headers.hpp>

#include <algorithm>
#include <cstddef>

namespace vgen::detail {
namespace {

/// "0", "0.", "0.25", "1.000"
int read_weight(std::string_view text) noexcept {
  if (text.empty() || text.front() != '0') return full_weight;
  int weight = 0;
  int unit = full_weight / 10;
  for (const char c : text.substr(std::min<std::size_t>(text.size(), 2))) {
    if (c < '0' || c > '9') return full_weight;
    weight += unit * (c - '0');
    unit /= 10;
  }
  return weight;
}

}  // namespace

std::string_view take_part(std::string_view& rest, char separator) noexcept {
  const std::size_t end = rest.find(separator);
  const std::string_view part = trimmed(rest.substr(0, end));
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return part;
}

int weight_in(std::string_view parameters) noexcept {
  int weight = full_weight;
  while (!parameters.empty()) {
    std::string_view parameter = take_part(parameters, ';');
    if (same_header_name(take_part(parameter, '='), "q")) weight = read_weight(trimmed(parameter));
  }
  return weight;
}

}  // namespace vgen::detail
