#include "tools/vgen/analysis/examples/scalars.hpp"

#include "tools/vgen/analysis/examples/pattern_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace vgen::tool::analysis {
namespace {

/// A longer text is not made.
constexpr std::uint64_t longest_text = 2000;

struct FormatExample {
  std::string_view format;
  std::string_view text;  ///< `{}`: which variation.
};
constexpr FormatExample format_examples[] = {
    {"email", "user{}@example.com"},
    {"uri", "https://example.com/{}"},
    {"uuid", "6ba7b810-9dad-41d1-80b4-00c04fd430{:02x}"},
    {"date", "2026-01-{:02}"},
    {"date-time", "2026-01-{:02}T12:00:00Z"},
    {"time", "12:00:{:02}Z"},
    {"ipv4", "192.0.2.{}"},
    {"ipv6", "2001:db8::{}"},
    {"hostname", "host{}.example.com"},
};

/// `text`, `text2`, … within the lengths.
std::string plain_text(const model::Constraints& limits, std::size_t variation) {
  const std::string suffix = variation == 0 ? "" : std::to_string(variation + 1);
  const std::uint64_t least = std::min(limits.min_length.value_or(0), longest_text);
  const std::uint64_t most = std::max(limits.max_length.value_or(longest_text), least);
  std::string text = "text";
  while (text.size() + suffix.size() < least) text += "text";
  if (text.size() + suffix.size() > most)
    text.resize(static_cast<std::size_t>(most - std::min<std::uint64_t>(most, suffix.size())));
  return text + suffix;
}

std::optional<double> number_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  return std::strtod(text->c_str(), nullptr);
}

}  // namespace

std::vector<std::string> text_candidates(const model::Constraints& limits, std::size_t variation) {
  std::vector<std::string> texts;
  if (limits.format) {
    const auto* const row =
        std::ranges::find(format_examples, *limits.format, &FormatExample::format);
    if (row != std::end(format_examples))
      texts.push_back(fmt::format(fmt::runtime(row->text), variation + 1));
  }
  if (!limits.pattern) {
    texts.push_back(plain_text(limits, variation));
    return texts;
  }
  constexpr std::array<std::size_t, 12> further{3, 0, 1, 2, 4, 5, 6, 7, 8, 12, 20, 40};
  constexpr std::size_t branches = 3;
  for (std::size_t branch = 0; branch < branches; ++branch) {
    for (const std::size_t count : further) {
      std::optional<std::string> text =
          text_for_pattern(*limits.pattern, count + variation, branch + variation);
      if (text) texts.push_back(std::move(*text));
    }
  }
  return texts;
}

std::vector<double> number_candidates(const model::Constraints& limits, std::size_t variation) {
  const double step = number_of(limits.multiple_of).value_or(1);
  const double shift = static_cast<double>(variation) * step;
  std::vector<double> numbers{1 + shift};
  const auto add_from = [&](double bound) {
    numbers.push_back(bound + shift);
    numbers.push_back(std::ceil(bound / step) * step + shift);
    numbers.push_back(std::floor(bound / step + 1) * step + shift);
  };
  const auto add_to = [&](double bound) {
    numbers.push_back(bound - shift);
    numbers.push_back(std::floor(bound / step) * step - shift);
    numbers.push_back(std::ceil(bound / step - 1) * step - shift);
  };
  numbers.push_back(step + shift);
  const std::optional<double> above = number_of(limits.exclusive_minimum);
  const std::optional<double> below = number_of(limits.exclusive_maximum);
  const std::optional<double> least = number_of(limits.minimum);
  const std::optional<double> most = number_of(limits.maximum);
  for (const std::optional<double>& bound : {least, above})
    if (bound) add_from(*bound);
  for (const std::optional<double>& bound : {most, below})
    if (bound) add_to(*bound);
  // Between two bounds that are close together.
  const std::optional<double> lower = least ? least : above;
  const std::optional<double> upper = most ? most : below;
  if (lower && upper) {
    const double part = 2 + static_cast<double>(variation);
    numbers.push_back(*lower + (*upper - *lower) / part);
  }
  numbers.push_back(-shift);
  return numbers;
}

std::vector<std::string> base64_candidates(std::size_t smallest, std::size_t largest,
                                           std::size_t variation) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::string_view bytes = "bytes";
  std::vector<std::string> texts;
  for (std::size_t size = smallest; size <= largest; ++size) {
    std::string text;
    for (std::size_t i = 0; i < size; i += 3) {
      std::uint64_t group = 0;
      for (std::size_t j = i; j < i + 3; ++j) {
        const auto byte = static_cast<unsigned char>(bytes[j % bytes.size()]);
        const std::uint64_t varied = byte + (j + 1 == size ? variation : 0);
        group = (group << 8U) | (j < size ? varied & 255U : 0U);
      }
      for (unsigned digit = 0; digit < 4; ++digit)
        text += i + digit > size ? '=' : alphabet[(group >> (18U - 6U * digit)) & 63U];
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace vgen::tool::analysis
