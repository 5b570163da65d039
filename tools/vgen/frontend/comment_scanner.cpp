#include "tools/vgen/frontend/comment_scanner.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace vgen::tool::frontend {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

SourceComment::Kind kind_of(std::string_view comment) {
  using enum SourceComment::Kind;
  if (comment.size() < 3 || comment == "/**/") return plain;
  const char marker = comment[2];
  const char repeated = comment[1];  // `////` and `/***` are separators, not documentation
  const bool is_documentation =
      marker == '!' || (marker == repeated && (comment.size() == 3 || comment[3] != repeated));
  if (!is_documentation) return plain;
  return comment.size() > 3 && comment[3] == '<' ? behind : before;
}

bool starts_line(std::string_view text, std::size_t offset) {
  while (offset > 0 && (text[offset - 1] == ' ' || text[offset - 1] == '\t')) --offset;
  return offset == 0 || text[offset - 1] == '\n';
}

std::size_t end_of_comment(std::string_view text, std::size_t begin) {
  if (text[begin + 1] == '*') {
    const std::size_t close = text.find("*/", begin + 2);
    return close == npos ? text.size() : close + 2;
  }
  std::size_t end = std::min(text.find('\n', begin), text.size());
  if (end > begin && text[end - 1] == '\r') --end;
  return end;
}

/// The offset after `"…"` or `'…'` that begins at `begin`.
std::size_t end_of_quoted(std::string_view text, std::size_t begin) {
  std::size_t i = begin + 1;
  while (i < text.size() && text[i] != text[begin] && text[i] != '\n')
    i += text[i] == '\\' ? 2U : 1U;
  return std::min(i + 1, text.size());
}

/// The offset after `"delimiter(…)delimiter"`, whose first quote is at `begin`.
std::size_t end_of_raw_string(std::string_view text, std::size_t begin) {
  const std::size_t open = text.find('(', begin);
  if (open == npos) return text.size();
  const std::string close = ")" + std::string(text.substr(begin + 1, open - begin - 1)) + "\"";
  const std::size_t end = text.find(close, open);
  return end == npos ? text.size() : end + close.size();
}

/// The offset after a literal at `begin`. A quote within a number (`1'000`) separates digits.
std::size_t end_of_literal(std::string_view text, std::size_t begin) {
  std::size_t word = begin;
  while (word > 0 && (is_word(text[word - 1]) || text[word - 1] == '\'')) --word;
  const std::string_view prefix = text.substr(word, begin - word);
  if (text[begin] == '\'' && !prefix.empty() &&
      std::isdigit(static_cast<unsigned char>(prefix.front())))
    return begin + 1;
  if (text[begin] == '"' && prefix.ends_with('R')) return end_of_raw_string(text, begin);
  return end_of_quoted(text, begin);
}

}  // namespace

std::vector<SourceComment> scan_comments(std::string_view text) {
  std::vector<SourceComment> comments;
  std::size_t i = 0;
  while (i < text.size()) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("//") || rest.starts_with("/*")) {
      const std::size_t end = end_of_comment(text, i);
      comments.push_back({.kind = kind_of(text.substr(i, end - i)),
                          .begin = i,
                          .end = end,
                          .starts_line = starts_line(text, i)});
      i = end;
    } else if (text[i] == '"' || text[i] == '\'') {
      i = end_of_literal(text, i);
    } else {
      ++i;
    }
  }
  return comments;
}

}  // namespace vgen::tool::frontend
