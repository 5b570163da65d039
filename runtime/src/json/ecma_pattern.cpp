#include "ecma_pattern.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace vgen::json::detail {

namespace {

// White space of ECMA-262 (WhiteSpace and LineTerminator), and all other characters.
constexpr std::string_view space =
    R"(\t\n\v\f\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff})";
constexpr std::string_view no_space =
    R"(\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027})"
    R"(\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff})";
constexpr std::string_view any_but_line_end = R"([^\n\r\x{2028}\x{2029}])";
constexpr std::string_view anything = R"([\x{0}-\x{10ffff}])";
constexpr std::string_view nothing = R"([^\x{0}-\x{10ffff}])";

/// The long names of general categories that RE2 does not know.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> categories{{
    {"Letter", "L"},
    {"Uppercase_Letter", "Lu"},
    {"Lowercase_Letter", "Ll"},
    {"Titlecase_Letter", "Lt"},
    {"Modifier_Letter", "Lm"},
    {"Other_Letter", "Lo"},
    {"Mark", "M"},
    {"Number", "N"},
    {"Decimal_Number", "Nd"},
    {"Letter_Number", "Nl"},
    {"Punctuation", "P"},
    {"Symbol", "S"},
    {"Currency_Symbol", "Sc"},
    {"Math_Symbol", "Sm"},
    {"Separator", "Z"},
    {"Space_Separator", "Zs"},
}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

class Translator {
 public:
  Translator(std::string_view expression, std::string& out) : text_(expression), out_(out) {}

  std::string run() {
    while (error_.empty() && i_ < text_.size()) {
      if (in_class_) {
        in_class();
      } else {
        outside();
      }
    }
    if (error_.empty() && in_class_) error_ = "a '[' without ']'";
    return std::move(error_);
  }

 private:
  [[nodiscard]] std::string_view rest() const { return text_.substr(i_); }

  bool take(std::string_view token) {
    if (!rest().starts_with(token)) return false;
    i_ += token.size();
    return true;
  }

  void outside() {
    const char c = text_[i_];
    switch (c) {
      case '\\': return escape();
      case '(': return group();
      case '[': return open_class();
      case '{': return braces();
      case '.': out_ += any_but_line_end; break;
      case '^': out_ += "\\A"; break;
      case '$': out_ += "\\z"; break;
      case '}':
      case ']': error_ = std::string("a '") + c + "' must be written '\\" + c + "'"; return;
      default: out_ += c;
    }
    ++i_;
  }

  void group() {
    if (take("(?<=") || take("(?<!")) {
      error_ = "lookbehind is not supported: patterns are matched in linear time";
    } else if (take("(?=") || take("(?!")) {
      error_ = "lookahead is not supported: patterns are matched in linear time";
    } else if (take("(?:")) {
      out_ += "(?:";
    } else if (take("(?<")) {
      out_ += "(?P<";
      if (i_ < text_.size() && is_digit(text_[i_]))
        error_ = "the name of a group cannot begin with a digit";
    } else if (rest().starts_with("(?")) {
      error_ = "unknown kind of group: '" + std::string(rest().substr(0, 3)) + "'";
    } else {
      out_ += '(';
      ++i_;
    }
  }

  /// `{2}`, `{2,}` or `{2,5}`.
  void braces() {
    std::size_t end = i_ + 1;
    const auto digits = [&] {
      const std::size_t begin = end;
      while (end < text_.size() && is_digit(text_[end])) ++end;
      return end > begin;
    };
    bool good = digits();
    if (good && end < text_.size() && text_[end] == ',') {
      ++end;
      digits();
    }
    good = good && end < text_.size() && text_[end] == '}';
    if (!good) {
      error_ = "a '{' that does not begin a repetition must be written '\\{'";
      return;
    }
    out_ += text_.substr(i_, end + 1 - i_);
    i_ = end + 1;
  }

  void open_class() {
    if (take("[^]")) {
      out_ += anything;
    } else if (take("[]")) {
      out_ += nothing;
    } else {
      out_ += take("[^") ? "[^" : (++i_, "[");
      in_class_ = true;
    }
  }

  void in_class() {
    const char c = text_[i_];
    if (c == '\\') return escape();
    if (c == '[') out_ += '\\';  // RE2 would take it for "[:alpha:]"
    out_ += c;
    if (c == ']') in_class_ = false;
    ++i_;
  }

  void code_point(std::uint32_t value) {
    constexpr char digits[] = "0123456789abcdef";
    out_ += "\\x{";
    bool leading = true;
    for (int shift = 20; shift >= 0; shift -= 4) {
      const std::uint32_t digit = value >> shift & 0xF;
      leading = leading && digit == 0 && shift != 0;
      if (!leading) out_ += digits[digit];
    }
    out_ += '}';
  }

  /// The value of `count` hexadecimal digits at `at`; negative if one of them is not a digit.
  [[nodiscard]] std::int32_t hex(std::size_t at, std::size_t count) const {
    if (at > text_.size() || text_.size() - at < count) return -1;
    std::int32_t value = 0;
    for (std::size_t k = 0; k < count; ++k) {
      const int digit = hex_value(text_[at + k]);
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  }

  /// After `\u`: four digits, a surrogate pair, or digits in braces.
  void unicode() {
    if (take("{")) {
      std::uint32_t value = 0;
      std::size_t count = 0;
      for (; i_ < text_.size() && hex_value(text_[i_]) >= 0 && value <= 0x10FFFF; ++i_, ++count) {
        value = value * 16 + static_cast<std::uint32_t>(hex_value(text_[i_]));
      }
      if (count == 0 || value > 0x10FFFF || !take("}")) {
        error_ = "'\\u{' needs a code point and '}'";
        return;
      }
      return code_point(value);
    }
    const std::int32_t unit = hex(i_, 4);
    if (unit < 0) {
      error_ = "'\\u' needs four hexadecimal digits";
      return;
    }
    i_ += 4;
    if (unit < 0xD800 || unit > 0xDFFF) return code_point(static_cast<std::uint32_t>(unit));
    const std::int32_t low = rest().starts_with("\\u") ? hex(i_ + 2, 4) : -1;
    if (unit > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
      error_ = "half of a surrogate pair is not a character";
      return;
    }
    i_ += 6;
    code_point(0x10000 + (static_cast<std::uint32_t>(unit - 0xD800) << 10) +
               static_cast<std::uint32_t>(low - 0xDC00));
  }

  /// After `\p` or `\P`: `{Letter}`, `{gc=Lu}`, `{Script=Greek}`.
  void property(char letter) {
    const std::size_t end = text_.find('}', i_);
    if (!take("{") || end == text_.npos) {
      error_ = std::string("'\\") + letter + "' needs a property in braces";
      return;
    }
    std::string_view name = text_.substr(i_, end - i_);
    i_ = end + 1;
    if (const std::size_t equals = name.find('='); equals != name.npos)
      name.remove_prefix(equals + 1);
    for (const auto& [full, brief] : categories) {
      if (name == full) name = brief;
    }
    out_.append("\\").append(1, letter).append("{").append(name).append("}");
  }

  void escape() {
    ++i_;
    if (i_ == text_.size()) {
      error_ = "a '\\' at the end";
      return;
    }
    const char c = text_[i_++];
    switch (c) {
      case 'd':
      case 'D':
      case 'w':
      case 'W':
      case 't':
      case 'n':
      case 'v':
      case 'f':
      case 'r': out_.append("\\").append(1, c); return;
      case 's':
      case 'S': {
        const std::string_view set = c == 's' ? space : no_space;
        if (in_class_) {
          out_ += set;
        } else {
          out_.append("[").append(set).append("]");
        }
        return;
      }
      case 'b':
        if (in_class_) return code_point(8);
        out_ += "\\b";
        return;
      case 'B':
        if (in_class_) break;
        out_ += "\\B";
        return;
      case 'u': return unicode();
      case 'x':
        if (const std::int32_t value = hex(i_, 2); value >= 0) {
          i_ += 2;
          return code_point(static_cast<std::uint32_t>(value));
        }
        error_ = "'\\x' needs two hexadecimal digits";
        return;
      case 'c':
        if (i_ < text_.size() && is_letter(text_[i_]))
          return code_point(static_cast<std::uint32_t>(text_[i_++] % 32));
        error_ = "'\\c' needs a letter";
        return;
      case 'p':
      case 'P': return property(c);
      case 'k':
        error_ = "backreferences are not supported: patterns are matched in linear time";
        return;
      case '0':
        if (i_ < text_.size() && is_digit(text_[i_])) break;
        return code_point(0);
      default:
        if (c >= '1' && c <= '9') {
          error_ = "backreferences are not supported: patterns are matched in linear time";
          return;
        }
        if (std::string_view("^$\\.*+?()[]{}|/").find(c) != std::string_view::npos ||
            (c == '-' && in_class_)) {
          if (c != '/') out_ += '\\';
          out_ += c;
          return;
        }
    }
    error_ = std::string("unknown escape: '\\") + c + "'";
  }

  std::string_view text_;
  std::string& out_;
  std::size_t i_ = 0;
  bool in_class_ = false;
  std::string error_;
};

}  // namespace

std::string translate_ecma_pattern(std::string_view expression, std::string& translated) {
  return Translator(expression, translated).run();
}

}  // namespace vgen::json::detail
