#include "tools/vgen/support/identifier.hpp"

#include <algorithm>

namespace vgen::tool {
namespace {

// These do not use <cctype>, because the result must not depend on a locale.
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word_character(char c) {
  return is_upper(c) || is_lower(c) || is_digit(c);
}
char to_upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}
char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string word) {
  std::ranges::transform(word, word.begin(), to_lower);
  return word;
}

std::string capitalised(std::string word) {
  if (!word.empty()) word.front() = to_upper(word.front());
  return word;
}

/// Whether a word begins at `at`: `getTodo` at T, `HTTPRoute` at R.
bool begins_word(std::string_view text, std::size_t at) {
  if (!is_upper(text[at]) || at == 0) return false;
  if (!is_upper(text[at - 1])) return true;
  return at + 1 < text.size() && is_lower(text[at + 1]);
}

std::string join_lower(std::string_view identifier, char separator) {
  std::string joined;
  for (const std::string& word : identifier_words(identifier)) {
    if (!joined.empty()) joined += separator;
    joined += lower(word);
  }
  return joined;
}

}  // namespace

std::vector<std::string> identifier_words(std::string_view identifier) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < identifier.size(); ++i) {
    if (!is_word_character(identifier[i])) {
      end_word();
      continue;
    }
    if (begins_word(identifier, i)) end_word();
    word += identifier[i];
  }
  end_word();
  return words;
}

std::string pascal_case(std::string_view identifier) {
  std::string joined;
  for (const std::string& word : identifier_words(identifier)) joined += capitalised(word);
  return joined;
}

std::string camel_case(std::string_view identifier) {
  std::string joined;
  for (const std::string& word : identifier_words(identifier))
    joined += joined.empty() ? lower(word) : capitalised(word);
  return joined;
}

std::string snake_case(std::string_view identifier) {
  return join_lower(identifier, '_');
}

std::string kebab_case(std::string_view identifier) {
  return join_lower(identifier, '-');
}

std::string sentence_case(std::string_view identifier) {
  return capitalised(join_lower(identifier, ' '));
}

std::string_view unqualified(std::string_view qualified) {
  const std::size_t separator = qualified.rfind("::");
  return separator == std::string_view::npos ? qualified : qualified.substr(separator + 2);
}

bool is_identifier(std::string_view text) {
  if (text.empty() || is_digit(text.front())) return false;
  return std::ranges::all_of(text, [](char c) { return is_word_character(c) || c == '_'; });
}

}  // namespace vgen::tool
