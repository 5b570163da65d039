#include "tools/vgen/emit/output/brackets.hpp"

#include <algorithm>
#include <cctype>

namespace vgen::tool::emit {
namespace {

constexpr std::string_view opening = "([{<";
constexpr std::string_view closing = ")]}>";

/// The place after a string literal that begins at `at`, or `at` if none begins there.
std::size_t skip_literal(std::string_view text, std::size_t at) {
  const char quote = text[at];
  if (text.substr(at).starts_with("R\"(")) {
    const std::size_t end = text.find(")\"", at);
    return end == std::string_view::npos ? at : end + 2;
  }
  if (quote != '"' && quote != '\'' && quote != '`') return at;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      return i + 1;
    }
  }
  return at;
}

/// A smaller sign is a bracket after a name, and a greater sign is none in an arrow.
bool is_bracket(std::string_view text, std::size_t at) {
  const char before = at == 0 ? ' ' : text[at - 1];
  if (text[at] == '<')
    return std::isalnum(static_cast<unsigned char>(before)) != 0 || before == '_';
  return text[at] != '>' || (before != '=' && before != '-' && before != ' ');
}

/// The place of the bracket that closes the one at `begin`.
std::size_t find_end(std::string_view text, std::size_t begin) {
  std::vector<char> expected;
  for (std::size_t at = begin; at < text.size();) {
    if (const std::size_t after = skip_literal(text, at); after != at) {
      at = after;
      continue;
    }
    if (const std::size_t kind = opening.find(text[at]);
        kind != std::string_view::npos && is_bracket(text, at)) {
      expected.push_back(closing[kind]);
    } else if (closing.find(text[at]) != std::string_view::npos && is_bracket(text, at)) {
      if (expected.empty() || expected.back() != text[at]) return std::string_view::npos;
      expected.pop_back();
      if (expected.empty()) return at;
    }
    ++at;
  }
  return std::string_view::npos;
}

void add_item(std::vector<std::string_view>& items, std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (!text.empty()) items.push_back(text);
}

/// Splits the content of brackets; a separator stays with a statement.
std::vector<std::string_view> split(std::string_view content, char separator) {
  std::vector<std::string_view> items;
  const std::vector<Brackets> nested = find_brackets(content);
  const std::string_view what(&separator, 1);
  std::size_t begin = 0;
  for (std::size_t at = find_outside(content, what, nested); at != std::string_view::npos;
       at = find_outside(content, what, nested, begin)) {
    add_item(items, content.substr(begin, at - begin + (separator == ';' ? 1 : 0)));
    begin = at + 1;
  }
  add_item(items, content.substr(begin));
  return items;
}

}  // namespace

std::vector<Brackets> find_brackets(std::string_view text) {
  std::vector<Brackets> groups;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t after = skip_literal(text, at); after != at) {
      at = after;
      continue;
    }
    const bool opens = opening.find(text[at]) != std::string_view::npos && is_bracket(text, at);
    const std::size_t end = opens ? find_end(text, at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      ++at;
      continue;
    }
    const std::string_view content = text.substr(at + 1, end - at - 1);
    Brackets group{.text = text, .begin = at, .end = end};
    group.is_block = text[at] == '{' &&
                     find_outside(content, ";", find_brackets(content)) != std::string_view::npos;
    group.items = split(content, group.is_block ? ';' : ',');
    groups.push_back(std::move(group));
    at = end + 1;
  }
  return groups;
}

std::size_t find_outside(std::string_view text, std::string_view what,
                         const std::vector<Brackets>& groups, std::size_t begin) {
  for (std::size_t at = begin; at + what.size() <= text.size();) {
    const auto group = std::ranges::find(groups, at, &Brackets::begin);
    if (group != groups.end()) {
      at = group->end + 1;
    } else if (const std::size_t after = skip_literal(text, at); after != at) {
      at = after;
    } else if (text.substr(at).starts_with(what)) {
      return at;
    } else {
      ++at;
    }
  }
  return std::string_view::npos;
}

}  // namespace vgen::tool::emit
