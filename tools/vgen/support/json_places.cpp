#include "tools/vgen/support/json_places.hpp"

#include <string_view>

namespace vgen::tool {
namespace {

/// Walks over a valid JSON text, so it must recognise only brackets and strings.
class Walker {
 public:
  Walker(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  std::map<std::string, JsonPlace> walk() {
    value("");
    return std::move(places_);
  }

 private:
  void skip_space() {
    while (at_ < text_.size() &&
           std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) {
      if (text_[at_++] == '\n') {
        ++line_;
        line_start_ = at_;
      }
    }
  }

  [[nodiscard]] char current() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  SourceRange token() {
    const std::size_t begin = at_;
    if (current() == '"') {
      ++at_;
      while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
      ++at_;
    } else {
      while (at_ < text_.size() &&
             std::string_view(",:]} \t\r\n").find(text_[at_]) == std::string_view::npos)
        ++at_;
    }
    return range(begin, at_ - begin);
  }

  [[nodiscard]] SourceRange range(std::size_t begin, std::size_t length) const {
    return {.file = file_,
            .line = line_,
            .column = static_cast<unsigned>(begin - line_start_ + 1),
            .length = static_cast<unsigned>(length)};
  }

  SourceRange value(const std::string& pointer) {
    skip_space();
    if (current() != '{' && current() != '[') return token();
    const SourceRange opening = range(at_, 1);
    const bool is_object = text_[at_++] == '{';
    for (std::size_t index = 0;; ++index) {
      skip_space();
      if (at_ >= text_.size() || current() == '}' || current() == ']') break;
      is_object ? member(pointer) : item(pointer, index);
      skip_space();
      if (current() == ',') ++at_;
    }
    ++at_;
    return opening;
  }

  void member(const std::string& pointer) {
    const std::size_t begin = at_;
    const SourceRange key = token();
    const std::string name(text_.substr(begin + 1, key.length - 2));
    skip_space();
    ++at_;  // the colon
    const std::string own = pointer + "/" + name;
    const SourceRange place = value(own);
    places_[own] = {.key = key, .value = place};
  }

  void item(const std::string& pointer, std::size_t index) {
    const std::string own = pointer + "/" + std::to_string(index);
    const SourceRange place = value(own);
    places_[own] = {.key = place, .value = place};
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  unsigned line_ = 1;
  std::size_t line_start_ = 0;
  std::map<std::string, JsonPlace> places_;
};

}  // namespace

std::map<std::string, JsonPlace> json_places(std::string_view text, const std::string& file) {
  return Walker(text, file).walk();
}

}  // namespace vgen::tool
