#include <vgen/json/reader.hpp>

#include "number.hpp"
#include "scan.hpp"
#include "unescape.hpp"
#include "utf8.hpp"

#include <cmath>
#include <limits>
#include <utility>

namespace vgen::json {

namespace {

/// The kind of a value by its first character, for a message; empty if no value begins like that.
std::string_view kind_in_words(char first) {
  switch (first) {
    case '{': return "an object";
    case '[': return "an array";
    case '"': return "a string";
    case 't':
    case 'f': return "a boolean";
    case 'n': return "null";
    case '-': return "a number";
    default: return static_cast<unsigned char>(first - '0') <= 9 ? "a number" : "";
  }
}

}  // namespace

Reader::Reader(std::string_view text, Faults& faults, const Limits& limits, Place place,
               Leniency leniency, std::string_view base)
    : FaultSite(faults, place, base),
      p_(text.data()),
      end_(text.data() + text.size()),
      max_items_(limits.items),
      max_string_(limits.string_bytes),
      begin_(text.data()),
      first_fault_(faults.size()),
      max_depth_(limits.depth < Limits::max_depth ? limits.depth : Limits::max_depth),
      leniency_(leniency) {
  depth_left_ = max_depth_;
  if (text.starts_with("\xEF\xBB\xBF")) refuse("syntax", "a JSON text has no byte order mark", p_);
}

bool Reader::finish() {
  if (malformed()) return false;
  space();
  if (p_ != end_) refuse("syntax", "there is more text after the value", p_);
  return !malformed();
}

void Reader::refuse(std::string_view code, std::string_view message, const char* position,
                    std::string limit) {
  if (silent_) return;
  std::size_t line = 1;
  const char* begin = begin_;
  for (const char* p = begin_; p != position; ++p) {
    if (*p == '\n') {
      ++line;
      begin = p + 1;
    }
  }
  const std::size_t column =
      detail::count_code_points(begin, static_cast<std::size_t>(position - begin)) + 1;
  // Earlier faults may be a consequence, and the answer has another status.
  faults_->shrink(first_fault_);
  fault(code, std::move(limit),
        std::string(message) + ", at byte " + std::to_string(position - begin_) + " (line " +
            std::to_string(line) + ", column " + std::to_string(column) + ')');
  silent_ = true;
  p_ = end_;
}

void Reader::refuse_crowded() {
  refuse("size", "has too many keys with the same hash", p_);
}

void Reader::ended(std::string_view within) {
  refuse("syntax", "the text ends within " + std::string(within), end_);
}

void Reader::space() {
  p_ = detail::skip_space(p_, end_);
}

bool Reader::enter() {
  if (depth_left_ == 0) {
    refuse("depth", "is nested deeper than " + std::to_string(max_depth_) + " levels", p_,
           std::to_string(max_depth_));
    return false;
  }
  --depth_left_;
  return true;
}

char Reader::peek() {
  space();
  return p_ == end_ ? '\0' : *p_;
}

bool Reader::literal(std::string_view word) {
  if (static_cast<std::size_t>(end_ - p_) >= word.size() &&
      std::memcmp(p_, word.data(), word.size()) == 0) {
    p_ += word.size();
    return true;
  }
  refuse("syntax", "expected " + std::string(word), p_);
  return false;
}

bool Reader::slow_null() {
  if (peek() != 'n') return false;
  return literal("null");
}

bool Reader::slow_boolean(bool& value) {
  const char first = peek();
  if (first != 't' && first != 'f') {
    wrong_type("boolean");
    return false;
  }
  const bool is_true = first == 't';
  if (!literal(is_true ? "true" : "false")) return false;
  value = is_true;
  return true;
}

const char* Reader::scan_number() {
  const char first = peek();
  if (first != '-' && static_cast<unsigned char>(first - '0') > 9) {
    wrong_type("number");
    return nullptr;
  }
  const char* wrong = nullptr;
  const char* const end = detail::scan_number(p_, end_, wrong);
  if (end == nullptr)
    refuse("syntax", wrong == end_ ? "the text ends within a number" : "this is not a number",
           wrong);
  return end;
}

bool Reader::slow_integer(std::int64_t& value) {
  const char first = peek();
  if (first != '-' && static_cast<unsigned char>(first - '0') > 9) {
    wrong_type("integer");
    return false;
  }
  const char* const end = scan_number();
  if (end == nullptr) return false;
  const std::string_view text(p_, static_cast<std::size_t>(end - p_));
  if (!detail::integer_of(text, value)) {
    fault("type", "\"integer\"", "must be an integer, not a number with a fraction");
    p_ = end;
    return false;
  }
  p_ = end;
  return true;
}

template <class Number>
bool Reader::read_number(Number& value) {
  const char* const end = scan_number();
  if (end == nullptr) return false;
  const std::string_view text(p_, static_cast<std::size_t>(end - p_));
  p_ = end;
  if (detail::number_of(text, value)) return true;
  const bool negative = text.front() == '-';
  const double bound = static_cast<double>(std::numeric_limits<Number>::max());
  NumberRule range;
  (negative ? range.minimum : range.maximum) = negative ? -bound : bound;
  detail::check_number(*this, negative ? -HUGE_VAL : HUGE_VAL, range);
  return false;
}

bool Reader::slow_number(double& value) {
  return read_number(value);
}
bool Reader::slow_number(float& value) {
  return read_number(value);
}

/// Checks the rest of a string: control characters, escapes, UTF-8, size. `p` is after the opening
/// quote. Returns the closing quote, or null after it refused the string.
const char* Reader::scan_string(const char* p, bool& escaped) {
  const auto refused = [&](std::string_view code, std::string_view message, const char* at) {
    refuse(code, message, at);
    return nullptr;
  };
  const char* const begin = p;
  for (;;) {
    p = detail::find_stop(p, end_);
    while (p != end_ && static_cast<unsigned char>(*p) >= 0x80) {
      const std::size_t size = detail::utf8_sequence(p, end_);
      if (size == 0) return refused("encoding", "a string is not valid UTF-8", p);
      p += size;
    }
    if (p == end_) return refused("syntax", "the text ends within a string", p);
    if (!detail::is_special(*p)) continue;
    if (*p == '"') break;
    if (*p != '\\') return refused("syntax", "a control character in a string must be escaped", p);
    escaped = true;
    const char* const escape = p++;
    if (p == end_) return refused("syntax", "the text ends within a string", p);
    switch (*p++) {
      case '"':
      case '\\':
      case '/':
      case 'b':
      case 'f':
      case 'n':
      case 'r':
      case 't': break;
      case 'u': {
        const int unit = detail::code_unit(p, end_);
        if (unit < 0) return refused("syntax", "\\u needs four hexadecimal digits", escape);
        p += 4;
        if (detail::is_low_surrogate(unit))
          return refused("encoding", "half of a surrogate pair", escape);
        if (detail::is_high_surrogate(unit)) {
          if (end_ - p < 2 || p[0] != '\\' || p[1] != 'u' ||
              !detail::is_low_surrogate(detail::code_unit(p + 2, end_))) {
            return refused("encoding", "half of a surrogate pair", escape);
          }
          p += 6;
        }
        break;
      }
      default: return refused("syntax", "unknown escape in a string", escape);
    }
  }
  if (static_cast<std::size_t>(p - begin) > max_string_) {
    refuse("size", "a string is longer than " + std::to_string(max_string_) + " bytes", begin,
           std::to_string(max_string_));
    return nullptr;
  }
  return p;
}

bool Reader::slow_string(std::string& value) {
  if (peek() != '"') {
    wrong_type("string");
    return false;
  }
  const char* const begin = p_ + 1;
  bool escaped = false;
  const char* const end = scan_string(begin, escaped);
  if (end == nullptr) return false;
  if (escaped) {
    value.clear();
    detail::append_unescaped(value, begin, end);
  } else {
    value.assign(begin, end);
  }
  p_ = end + 1;
  return true;
}

bool Reader::slow_view(std::string_view& value) {
  if (peek() != '"') {
    wrong_type("string");
    return false;
  }
  const char* const begin = p_ + 1;
  bool escaped = false;
  const char* const end = scan_string(begin, escaped);
  if (end == nullptr) return false;
  p_ = end + 1;
  value = {begin, static_cast<std::size_t>(end - begin)};
  if (escaped) {
    scratch_.clear();
    detail::append_unescaped(scratch_, begin, end);
    value = scratch_;
  }
  return true;
}

void Reader::skip() {
  switch (peek()) {
    case '{': return skip_members();
    case '[': return skip_items();
    case '"': {
      bool escaped = false;
      const char* const end = scan_string(p_ + 1, escaped);
      if (end != nullptr) p_ = end + 1;
      return;
    }
    case 't': literal("true"); return;
    case 'f': literal("false"); return;
    case 'n': literal("null"); return;
    case '\0':
      if (p_ == end_) return refuse("syntax", "a value is missing: the text ends", p_);
      [[fallthrough]];
    default: break;
  }
  if (kind_in_words(*p_).empty()) return refuse("syntax", "expected a value", p_);
  const char* const end = scan_number();
  if (end != nullptr) p_ = end;
}

void Reader::skip_members() {
  if (!enter()) return;
  ++p_;
  for (bool first = true;; first = false) {
    char c = peek();
    if (c == '}') return leave(p_ + 1);
    if (!first) {
      if (c != ',')
        return p_ == end_ ? ended("an object") : refuse("syntax", "expected ',' or '}'", p_);
      ++p_;
      c = peek();
    }
    if (c != '"')
      return p_ == end_ ? ended("an object")
                        : refuse("syntax", "expected a member name in double quotes", p_);
    bool escaped = false;
    const char* const end = scan_string(p_ + 1, escaped);
    if (end == nullptr) return;
    p_ = end + 1;
    if (peek() != ':')
      return p_ == end_ ? ended("an object") : refuse("syntax", "expected ':'", p_);
    ++p_;
    skip();
    if (malformed()) return;
  }
}

void Reader::skip_items() {
  if (!enter()) return;
  ++p_;
  for (bool first = true;; first = false) {
    const char c = peek();
    if (c == ']' && first) return leave(p_ + 1);
    if (!first) {
      if (c == ']') return leave(p_ + 1);
      if (c != ',')
        return p_ == end_ ? ended("an array") : refuse("syntax", "expected ',' or ']'", p_);
      ++p_;
    }
    skip();
    if (malformed()) return;
  }
}

std::string_view Reader::raw() {
  space();
  const char* const begin = p_;
  skip();
  return malformed() ? std::string_view()
                     : std::string_view(begin, static_cast<std::size_t>(p_ - begin));
}

void Reader::wrong_type(std::string_view expected) {
  const bool vowel = expected.front() == 'a' || expected.front() == 'i' || expected.front() == 'o';
  wrong_type(expected, (vowel ? "must be an " : "must be a ") + std::string(expected) + ", not " +
                           std::string(kind_in_words(peek())));
}

void Reader::wrong_type(std::string_view expected, std::string message) {
  if (!kind_in_words(peek()).empty())
    fault("type", '"' + std::string(expected) + '"', std::move(message));
  skip();
}

}  // namespace vgen::json
