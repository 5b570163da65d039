#include "tools/vgen/analysis/examples/pattern_text.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace vgen::tool::analysis {
namespace {

constexpr std::string_view readable =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. ";
constexpr std::string_view syntax = "^$\\.*+?()[]{}|/";
/// A longer text is not made.
constexpr std::size_t max_length = 2000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_word(char c) {
  return is_ascii_letter(c) || is_digit(c) || c == '_';
}
bool is_space(char c) {
  return c == ' ';
}

/// The readable characters that a class of a pattern has. Others are not needed for examples.
class Letters {
 public:
  void add(char c) {
    if (const std::size_t at = readable.find(c); at != std::string_view::npos) has_[at] = true;
  }
  void add_range(char first, char last) {
    for (const char c : readable)
      if (first <= c && c <= last) add(c);
  }
  template <class Predicate>
  void add_if(Predicate predicate) {
    for (const char c : readable)
      if (predicate(c)) add(c);
  }
  void invert() { has_.flip(); }

  /// The one at a place, counted around; none if the class has no readable character.
  [[nodiscard]] std::optional<char> at(std::size_t place) const {
    const auto count = static_cast<std::size_t>(std::ranges::count(has_, true));
    if (count == 0) return std::nullopt;
    place %= count;
    for (std::size_t i = 0; i < readable.size(); ++i)
      if (has_[i] && place-- == 0) return readable[i];
    return std::nullopt;
  }

 private:
  std::vector<bool> has_ = std::vector<bool>(readable.size());
};

/// Walks through a pattern and writes a text for it. What is not followed is read all the same.
class Walk {
 public:
  Walk(std::string_view pattern, std::size_t further, std::size_t branch)
      : rest_(pattern), further_(further), branch_(branch) {}

  std::optional<std::string> run() {
    std::string text = choice();
    return failed_ || !rest_.empty() ? std::nullopt : std::optional(std::move(text));
  }

 private:
  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  char take_one() {
    if (rest_.empty()) {
      failed_ = true;
      return '\0';
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  /// `a|b|c`
  std::string choice() {
    std::vector<std::string> alternatives{sequence()};
    while (take("|")) alternatives.push_back(sequence());
    return std::move(alternatives[branch_ % alternatives.size()]);
  }

  std::string sequence() {
    std::string text;
    while (!failed_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')')
      text += repeated();
    return text;
  }

  /// An atom with its quantifier. Each round reads the atom again, so that its letters differ.
  std::string repeated() {
    const std::string_view begin = rest_;
    std::string once = atom();
    const auto [least, most] = quantifier();
    const std::string_view end = rest_;
    const std::size_t count = std::min(most, least + further_);
    if (count == 0) return {};
    std::string text = std::move(once);
    for (std::size_t i = 1; i < count && !failed_; ++i) {
      rest_ = begin;
      text += atom();
      failed_ = failed_ || text.size() > max_length || i > max_length;
    }
    rest_ = end;
    return text;
  }

  std::pair<std::size_t, std::size_t> quantifier() {
    constexpr std::size_t endless = std::numeric_limits<std::size_t>::max();
    std::pair<std::size_t, std::size_t> range{1, 1};
    if (take("*")) {
      range = {0, endless};
    } else if (take("+")) {
      range = {1, endless};
    } else if (take("?")) {
      range = {0, 1};
    } else if (take("{")) {
      range.first = range.second = number();
      if (take(",")) range.second = !rest_.empty() && is_digit(rest_.front()) ? number() : endless;
      if (!take("}")) failed_ = true;
    } else {
      return range;
    }
    take("?");  // the lazy form has the same texts
    return range;
  }

  std::size_t number() {
    std::size_t value = 0;
    while (!rest_.empty() && is_digit(rest_.front()))
      value =
          std::min<std::size_t>(value * 10 + static_cast<std::size_t>(take_one() - '0'), 1'000'000);
    return value;
  }

  std::string atom() {
    if (take("^") || take("$") || take("\\b")) return {};
    if (take("(")) return group();
    if (take("[")) return one_of(letters_in_brackets());
    if (take(".")) {
      Letters any;
      any.invert();
      return one_of(any);
    }
    if (take("\\")) return escape();
    const char c = take_one();
    if (syntax.find(c) != std::string_view::npos && c != '/') failed_ = true;
    return {c};
  }

  std::string group() {
    if (take("?<")) {
      const std::size_t end = rest_.find('>');
      failed_ = failed_ || end == std::string_view::npos || rest_.starts_with("=") ||
                rest_.starts_with("!");
      if (!failed_) rest_.remove_prefix(end + 1);
    } else if (!take("?:") && rest_.starts_with("?")) {
      failed_ = true;
    }
    std::string text = choice();
    if (!take(")")) failed_ = true;
    return text;
  }

  std::string one_of(const Letters& letters) {
    const std::optional<char> c = letters.at(letter_++);
    if (!c) failed_ = true;
    return std::string(1, c.value_or('?'));
  }

  /// The class of `\d` and its kin; nothing for another letter.
  static std::optional<Letters> named_class(char name) {
    Letters letters;
    switch (name) {
      case 'd':
      case 'D': letters.add_if(is_digit); break;
      case 'w':
      case 'W': letters.add_if(is_word); break;
      case 's':
      case 'S': letters.add_if(is_space); break;
      default: return std::nullopt;
    }
    if (name >= 'A' && name <= 'Z') letters.invert();
    return letters;
  }

  /// `\p{L}`: the letters and digits of ASCII represent their categories.
  Letters category(bool inverted) {
    const std::size_t end = rest_.find('}');
    Letters letters;
    if (!rest_.starts_with('{') || end == std::string_view::npos) {
      failed_ = true;
      return letters;
    }
    const std::string_view name = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    if (name == "Lu" || name == "Uppercase_Letter") {
      letters.add_range('A', 'Z');
    } else if (name == "Ll" || name == "Lowercase_Letter") {
      letters.add_range('a', 'z');
    } else if (name.starts_with('L')) {
      letters.add_if(is_ascii_letter);
    } else if (name.starts_with('N') || name == "Decimal_Number") {
      letters.add_if(is_digit);
    } else {
      failed_ = true;
    }
    if (inverted) letters.invert();
    return letters;
  }

  std::string escape() {
    const char c = take_one();
    if (const std::optional<Letters> letters = named_class(c)) return one_of(*letters);
    if (c == 'p' || c == 'P') return one_of(category(c == 'P'));
    return {literal(c)};
  }

  /// An escaped character that stands for itself. Control characters are left to the author.
  char literal(char c) {
    if (is_ascii_letter(c) || is_digit(c)) failed_ = true;
    return c;
  }

  Letters letters_in_brackets() {
    Letters letters;
    const bool inverted = take("^");
    while (!failed_ && !take("]")) add_member(letters);
    if (inverted) letters.invert();
    return letters;
  }

  void add_member(Letters& letters) {
    if (take("\\")) {
      const char name = take_one();
      if (const std::optional<Letters> named = named_class(name)) {
        for (std::size_t i = 0; i < readable.size(); ++i)
          if (const std::optional<char> c = named->at(i)) letters.add(*c);
        return;
      }
      if (name == 'p' || name == 'P') {
        const Letters named = category(name == 'P');
        for (std::size_t i = 0; i < readable.size(); ++i)
          if (const std::optional<char> c = named.at(i)) letters.add(*c);
        return;
      }
      return add_range_from(letters, is_ascii_letter(name) || is_digit(name) ? '\0' : name);
    }
    add_range_from(letters, take_one());
  }

  /// A character, or the range that begins with it. Control characters are not readable anyway.
  void add_range_from(Letters& letters, char first) {
    const bool is_range = rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']';
    if (!is_range) return letters.add(first);
    rest_.remove_prefix(1);
    if (take("\\")) {
      const char last = take_one();
      return letters.add_range(first, last);
    }
    letters.add_range(first, take_one());
  }

  std::string_view rest_;
  std::size_t further_;
  std::size_t branch_;
  std::size_t letter_ = 0;  ///< Counts, so that the letters of a text differ.
  bool failed_ = false;
};

}  // namespace

std::optional<std::string> text_for_pattern(std::string_view pattern, std::size_t further,
                                            std::size_t branch) {
  return Walk(pattern, further, branch).run();
}

}  // namespace vgen::tool::analysis
