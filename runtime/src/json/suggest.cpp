#include "suggest.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace vgen::json::detail {

namespace {

constexpr std::size_t longest = 40;  // a longer name is not a typing error

std::string folded(std::string_view name) {
  std::string result;
  for (const char c : name) {
    if (c == '_' || c == '-' || c == ' ') continue;
    result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

/// The number of insertions, deletions, replacements and swaps of neighbours (optimal string
/// alignment).
std::size_t distance(std::string_view a, std::string_view b) {
  std::array<std::array<std::size_t, longest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& before = rows[(i + 2) % 3];
    const auto& twice_before = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], twice_before[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

std::string_view closest(std::string_view name, std::span<const std::string_view> names) {
  if (name.empty() || name.size() > longest) return {};
  const std::string wanted = folded(name);
  std::string_view best;
  std::size_t least = name.size() <= 4 ? 2 : 3;  // fewer edits than this
  for (const std::string_view candidate : names) {
    if (candidate.size() > longest || candidate.empty()) continue;
    const std::string plain = folded(candidate);
    const std::size_t slips = distance(wanted, plain);
    if (slips < least && slips < plain.size()) {
      least = slips;
      best = candidate;
    }
  }
  return best;
}

}  // namespace vgen::json::detail
