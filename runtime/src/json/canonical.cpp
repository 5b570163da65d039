#include "canonical.hpp"

#include "number.hpp"
#include "unescape.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace vgen::json::detail {

namespace {

/// Walks over valid text and checks nothing again.
class Canonicalizer {
 public:
  explicit Canonicalizer(std::string_view json) : p_(json.data()), end_(p_ + json.size()) {}

  std::vector<std::string> items() {
    std::vector<std::string> list;
    ++p_;
    while (peek() != ']') {
      if (*p_ == ',') ++p_;
      list.push_back(value());
    }
    ++p_;
    return list;
  }

  std::string value() {
    switch (peek()) {
      case '"': return '"' + string();
      case '[': return array();
      case '{': return object();
      default: break;
    }
    const char* const begin = p_;
    while (p_ != end_ && *p_ != ',' && *p_ != ']' && *p_ != '}' &&
           static_cast<unsigned char>(*p_) > ' ')
      ++p_;
    const std::string_view word(begin, static_cast<std::size_t>(p_ - begin));
    return *begin == '-' || (*begin >= '0' && *begin <= '9') ? canonical_number(word)
                                                             : std::string(word);
  }

 private:
  char peek() {
    while (*p_ == ' ' || *p_ == '\n' || *p_ == '\r' || *p_ == '\t') ++p_;
    return *p_;
  }

  std::string string() {
    const char* const begin = ++p_;
    while (*p_ != '"') p_ += *p_ == '\\' ? 2 : 1;
    std::string text;
    append_unescaped(text, begin, p_++);
    return text;
  }

  /// The length before each part makes the text unambiguous.
  static void append(std::string& text, const std::string& part) {
    text.append(std::to_string(part.size())).append(":").append(part);
  }

  std::string array() {
    std::string text = "[";
    for (const std::string& item : items()) append(text, item);
    return text;
  }

  std::string object() {
    std::vector<std::pair<std::string, std::string>> members;
    ++p_;
    while (peek() != '}') {
      if (*p_ == ',') ++p_;
      peek();
      std::string name = string();
      peek();
      ++p_;  // the colon
      std::string content = value();
      members.emplace_back(std::move(name), std::move(content));
    }
    ++p_;
    std::sort(members.begin(), members.end());
    std::string text = "{";
    for (const auto& [name, content] : members) {
      append(text, name);
      append(text, content);
    }
    return text;
  }

  const char* p_;
  const char* end_;
};

}  // namespace

std::string canonical(std::string_view json) {
  return Canonicalizer(json).value();
}

bool find_equal_items(std::string_view array, std::size_t& first, std::size_t& second) {
  const std::vector<std::string> items = Canonicalizer(array).items();
  std::vector<std::size_t> order(items.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(std::string_view(items[a]), a) < std::pair(std::string_view(items[b]), b);
  });
  bool found = false;
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (items[order[i - 1]] != items[order[i]] || (found && order[i] >= second)) continue;
    found = true;
    first = order[i - 1];
    second = order[i];
  }
  return found;
}

}  // namespace vgen::json::detail
