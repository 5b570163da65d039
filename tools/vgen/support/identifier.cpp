#include "tools/vgen/support/identifier.hpp"

#include "tools/vgen/support/unicode.hpp"

#include <algorithm>

namespace vgen::tool {
namespace {

// These do not use <cctype>, because the result must not depend on a locale.
bool is_upper(char32_t c) {
  return to_lower(c) != c;
}
bool is_lower(char32_t c) {
  return to_upper(c) != c;
}
bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_word_character(char32_t c) {
  return is_letter(c) || is_digit(c);
}

std::string encoded(std::u32string_view text) {
  std::string result;
  for (const char32_t c : text) append_utf8(result, c);
  return result;
}

std::string lower(std::string_view word) {
  std::u32string text = decode_utf8(word);
  std::ranges::transform(text, text.begin(), to_lower);
  return encoded(text);
}

std::string capitalised(std::string_view word) {
  std::u32string text = decode_utf8(word);
  if (!text.empty()) text.front() = to_upper(text.front());
  return encoded(text);
}

/// Whether a word begins at `at`: `getTodo` at T, `HTTPRoute` at R.
bool begins_word(std::u32string_view text, std::size_t at) {
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
  const std::u32string text = decode_utf8(identifier);
  std::vector<std::string> words;
  std::u32string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(encoded(word));
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_word_character(text[i])) {
      end_word();
      continue;
    }
    if (begins_word(text, i)) end_word();
    word += text[i];
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
  const std::u32string characters = decode_utf8(text);
  if (characters.empty() || is_digit(characters.front())) return false;
  return std::ranges::all_of(characters,
                             [](char32_t c) { return is_word_character(c) || c == U'_'; });
}

}  // namespace vgen::tool
