#include <vgen/dispatch/segment_pattern.hpp>

#include <vgen/http/percent.hpp>

#include <algorithm>
#include <array>

namespace vgen {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// A template that cannot be decoded is compared as it is.
std::string decoded(std::string_view text) {
  std::string result;
  return percent_decode(result, text) ? result : std::string(text);
}

bool is_within_escape(std::string_view text, std::size_t at) {
  return (at >= 1 && text[at - 1] == '%') || (at >= 2 && text[at - 2] == '%');
}

/// The end of `text` in `sent`, if it begins there, else `npos`.
std::size_t end_of(std::string_view text, std::string_view sent, std::size_t at,
                   bool decodes_escapes) {
  std::string unit;
  for (const char c : text) {
    if (at >= sent.size()) return npos;
    if (sent[at] != '%') {
      if (sent[at++] != c) return npos;
      continue;
    }
    unit.clear();
    const bool is_same =
        decodes_escapes && percent_decode(unit, sent.substr(at, 3)) && unit[0] == c;
    if (!is_same) return npos;
    at += 3;
  }
  return at;
}

/// The last place of a text before `end` where `accepts(end of the text)`; `npos` if there is none.
template <class Accepts>
std::size_t last_place(std::string_view text, std::string_view sent, std::size_t begin,
                       bool decodes_escapes, Accepts accepts) {
  for (std::size_t at = sent.size(); at > begin; --at) {
    if (is_within_escape(sent, at)) continue;
    const std::size_t end = end_of(text, sent, at, decodes_escapes);
    if (end != npos && accepts(end)) return at;
  }
  return npos;
}

}  // namespace

SegmentKind segment_kind(std::string_view segment) noexcept {
  const std::size_t open = segment.find('{');
  if (open == npos) return SegmentKind::text;
  const bool is_one = open == 0 && segment.find('}') == segment.size() - 1;
  if (!is_one) return SegmentKind::mixed;
  return segment.ends_with("...}") ? SegmentKind::rest : SegmentKind::parameter;
}

SegmentPattern::SegmentPattern(std::string_view segment) {
  for (;;) {
    const std::size_t open = segment.find('{');
    size_ += texts_.emplace_back(decoded(segment.substr(0, open))).size();
    const std::size_t close = segment.find('}', std::min(open, segment.size()));
    if (close == npos) return;
    segment.remove_prefix(close + 1);
  }
}

bool SegmentPattern::match(std::string_view segment, PathValues& values) const {
  return match(segment, Escapes::value, values) ||
         (needs_decoding(segment) && match(segment, Escapes::text, values));
}

/// From the last text to the first one. The last place of each leaves the most for what is before
/// it, so a choice never has to be taken back.
bool SegmentPattern::match(std::string_view segment, Escapes escapes, PathValues& values) const {
  const bool decodes_escapes = escapes == Escapes::text;
  const std::size_t begin = end_of(texts_.front(), segment, 0, decodes_escapes);
  if (begin == npos) return false;
  std::size_t end = segment.size();
  if (!texts_.back().empty()) {
    end = last_place(texts_.back(), segment, begin, decodes_escapes,
                     [&](std::size_t behind) { return behind == segment.size(); });
    if (end == npos) return false;
  }
  std::array<std::string_view, PathValues::capacity> found;
  for (std::size_t i = parameters() - 1; i > 0; --i) {
    std::size_t value = end;
    const std::size_t at = last_place(texts_[i], segment.substr(0, end), begin, decodes_escapes,
                                      [&](std::size_t behind) {
                                        value = behind;
                                        return behind < end;
                                      });
    if (at == npos) return false;
    found[i] = segment.substr(value, end - value);
    end = at;
  }
  if (end <= begin) return false;
  found[0] = segment.substr(begin, end - begin);
  for (std::size_t i = 0; i < parameters(); ++i) values.push(found[i]);
  return true;
}

bool SegmentPattern::comes_before(const SegmentPattern& other) const {
  if (size_ != other.size_) return size_ > other.size_;
  if (texts_.size() != other.texts_.size()) return texts_.size() < other.texts_.size();
  return texts_ < other.texts_;  // any stable order
}

}  // namespace vgen
