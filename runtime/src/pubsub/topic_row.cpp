#include <vgen/pubsub/topic_row.hpp>

#include <vgen/http/percent.hpp>
#include <vgen/json/utf8.hpp>

#include <algorithm>
#include <stdexcept>

namespace vgen {
namespace {

/// The characters that `encodeURIComponent` keeps.
bool is_kept(char c) noexcept {
  const bool is_alphanumeric =
      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return is_alphanumeric || std::string_view("-_.!~*'()").find(c) != std::string_view::npos;
}

void append_encoded(std::string& text, std::string_view value) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_kept(c)) {
      text += c;
    } else {
      text += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
}

/// Takes the text before the next slash, and the slash.
std::string_view take_segment(std::string_view& text) noexcept {
  const std::size_t end = std::min(text.find('/'), text.size());
  const std::string_view segment = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return segment;
}

}  // namespace

std::string topic_text(const TopicRow& row, const void* parameters) {
  std::vector<std::string> values;
  row.texts(values, parameters);
  std::string text;
  std::size_t next = 0;
  for (std::string_view rest = row.name; !rest.empty();) {
    const std::string_view segment = take_segment(rest);
    if (!text.empty()) text += '/';
    if (!segment.starts_with('{')) {
      text += segment;
    } else if (values[next].empty()) {
      throw std::invalid_argument("a parameter of the topic " + std::string(row.name) +
                                  " is empty");
    } else {
      append_encoded(text, values[next++]);
    }
  }
  if (text.size() > longest_topic)
    throw std::invalid_argument("the topic " + std::string(row.name) + " is longer than 512 bytes");
  return text;
}

std::optional<std::vector<std::string>> match_topic(std::string_view name, std::string_view text) {
  std::vector<std::string> values;
  if (text.ends_with('/')) return std::nullopt;
  while (!name.empty() && !text.empty()) {
    const std::string_view expected = take_segment(name);
    const std::string_view given = take_segment(text);
    if (!expected.starts_with('{')) {
      if (given != expected) return std::nullopt;
      continue;
    }
    std::string& value = values.emplace_back();
    if (given.empty() || !percent_decode(value, given) || !json::is_valid_utf8(value))
      return std::nullopt;
  }
  if (!name.empty() || !text.empty()) return std::nullopt;
  return values;
}

}  // namespace vgen
