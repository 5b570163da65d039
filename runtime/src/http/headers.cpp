#include <vgen/http/headers.hpp>

#include <algorithm>
#include <stdexcept>

namespace vgen {
namespace {

constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// A character of a token (RFC 9110, section 5.6.2).
bool is_token(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_control(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

}  // namespace

bool same_header_name(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  // Most are written the usual way, and comparing those is one call.
  return a == b || std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return x == y || lower(x) == lower(y); });
}

std::optional<std::string_view> find_header(std::span<const Header> headers, std::string_view name) noexcept {
  for (const Header& header : headers) {
    if (same_header_name(header.name, name)) return header.value;
  }
  return std::nullopt;
}

void Headers::add(std::string_view name, std::string_view value) {
  if (name.empty() || !std::all_of(name.begin(), name.end(), is_token)) {
    throw std::invalid_argument("the name of a header is not a token");
  }
  if (std::any_of(value.begin(), value.end(), is_control)) throw std::invalid_argument("a control character in the value of a header");
  add_trusted(name, value);
}

void Headers::add_trusted(std::string_view name, std::string_view value) {
  const std::size_t begin = text_.size();
  text_.resize(begin + name.size() + value.size() + 4);  // once: every answer has some of these
  char* to = text_.data() + begin;
  to = std::copy(name.begin(), name.end(), to);
  *to++ = ':';
  *to++ = ' ';
  to = std::copy(value.begin(), value.end(), to);
  *to++ = '\r';
  *to = '\n';
  entries_.push_back({.name = begin, .value = begin + name.size() + 2, .end = text_.size() - 2});
}

void Headers::set(std::string_view name, std::string_view value) {
  remove(name);
  add(name, value);
}

void Headers::remove(std::string_view name) {
  for (std::size_t i = 0; i < entries_.size();) {
    if (!same_header_name((*this)[i].name, name)) {
      ++i;
      continue;
    }
    const std::size_t begin = entries_[i].name;
    const std::size_t length = entries_[i].end + 2 - begin;
    text_.erase(begin, length);
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(i));
    for (std::size_t j = i; j < entries_.size(); ++j) {
      entries_[j].name -= length;
      entries_[j].value -= length;
      entries_[j].end -= length;
    }
  }
}

void Headers::clear() noexcept {
  text_.clear();
  entries_.clear();
}

std::optional<std::string_view> Headers::find(std::string_view name) const noexcept {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Header header = (*this)[i];
    if (same_header_name(header.name, name)) return header.value;
  }
  return std::nullopt;
}

Header Headers::operator[](std::size_t index) const noexcept {
  const Entry& entry = entries_[index];
  const std::string_view text = text_;
  return {.name = text.substr(entry.name, entry.value - 2 - entry.name), .value = text.substr(entry.value, entry.end - entry.value)};
}

}  // namespace vgen
