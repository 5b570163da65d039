#include "tools/vgen/analysis/wiring/topic_pattern.hpp"

#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace vgen::tool::analysis {
namespace {

using Segment = TopicPattern::Segment;

/// The longest topic that clients can name.
constexpr std::size_t longest_name = 512;

/// A part of a string literal. Literals with escapes are underlined as a whole, because their
/// characters have other places.
SourceRange range_in(const Written<frontend::StringValue>& name, std::size_t offset,
                     std::size_t length) {
  if (!name.value.is_plain) return name.range;
  SourceRange range = name.range;
  range.column += static_cast<unsigned>(1 + offset);
  range.length = std::max(1U, static_cast<unsigned>(length));
  return range;
}

/// The characters that stand for themselves in the text of a topic.
bool is_fixed_character(char c) {
  const bool is_alphanumeric =
      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return is_alphanumeric || std::string_view("-._~").find(c) != std::string_view::npos;
}

bool is_fixed(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_fixed_character);
}

Segment segment_of(std::string_view text, const SourceRange& range) {
  const bool is_parameter = text.size() > 2 && text.front() == '{' && text.back() == '}' &&
                            is_identifier(text.substr(1, text.size() - 2));
  if (is_parameter) text = text.substr(1, text.size() - 2);
  return {.text = std::string(text), .is_parameter = is_parameter, .range = range};
}

std::vector<Segment> split(const Written<frontend::StringValue>& name) {
  const std::string_view text = name.value.text;
  std::vector<Segment> segments;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('/', begin), text.size());
    segments.push_back(
        segment_of(text.substr(begin, end - begin), range_in(name, begin, end - begin)));
    begin = end + 1;
  }
  return segments;
}

}  // namespace

bool TopicPattern::overlaps(const TopicPattern& other) const {
  const auto may_be_equal = [](const Segment& a, const Segment& b) {
    return a.is_parameter || b.is_parameter || a.text == b.text;
  };
  return std::ranges::equal(segments, other.segments, may_be_equal);
}

std::optional<TopicPattern> parse_topic_pattern(Workspace& workspace,
                                                const Written<frontend::StringValue>& name) {
  const auto refuse = [&](const SourceRange& range, std::string message, std::string help) {
    workspace.report(make_diagnostic(Rule::topic_name, range, std::move(message), std::move(help)));
    return std::nullopt;
  };
  if (name.value.text.size() > longest_name)
    return refuse(name.range, "the name of a topic has more than 512 bytes", "shorten it");
  TopicPattern pattern{split(name)};
  for (auto segment = pattern.segments.begin(); segment != pattern.segments.end(); ++segment) {
    if (segment->text.empty())
      return refuse(segment->range, "a topic cannot have an empty segment",
                    R"(write segments between single slashes: "todos/{label}")");
    if (!segment->is_parameter && !is_fixed(segment->text)) {
      return refuse(segment->range,
                    fmt::format("'{}' cannot be a segment of a topic", segment->text),
                    "a segment is a parameter, '{label}', or has letters, digits, '-', '.', '_' "
                    "and '~'");
    }
    const bool is_repeated =
        std::any_of(pattern.segments.begin(), segment, [&](const Segment& other) {
          return other.is_parameter && segment->is_parameter && other.text == segment->text;
        });
    if (is_repeated)
      return refuse(segment->range, fmt::format("parameter '{}' is used twice", segment->text),
                    "give each parameter a name of its own");
  }
  return pattern;
}

}  // namespace vgen::tool::analysis
