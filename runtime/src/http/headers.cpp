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

/// Takes the line of a field off the front.
std::string_view take_line(std::string_view& text) noexcept {
  const std::size_t size = text.find('\n') + 1;
  const std::string_view line = text.substr(0, size);
  text.remove_prefix(size);
  return line;
}

/// The field of a line "Name: value\r\n".
Header field_of(std::string_view line) noexcept {
  const std::size_t colon = line.find(':');
  return {.name = line.substr(0, colon), .value = line.substr(colon + 2, line.size() - colon - 4)};
}

bool is_control(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

}  // namespace

bool detail::same_but_for_case(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(),
                    [](char x, char y) { return x == y || lower(x) == lower(y); });
}

std::optional<std::string_view> find_header(std::span<const Header> headers,
                                            std::string_view name) noexcept {
  for (const Header& header : headers) {
    if (same_header_name(header.name, name)) return header.value;
  }
  return std::nullopt;
}

void Headers::add(std::string_view name, std::string_view value) {
  if (name.empty() || !std::all_of(name.begin(), name.end(), is_token)) {
    throw std::invalid_argument("the name of a header is not a token");
  }
  if (std::any_of(value.begin(), value.end(), is_control))
    throw std::invalid_argument("the value of a header has a control character");
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
}

void Headers::set(std::string_view name, std::string_view value) {
  remove(name);
  add(name, value);
}

void Headers::remove(std::string_view name) {
  std::string_view rest = text_;
  while (!rest.empty()) {
    const std::size_t begin = text_.size() - rest.size();
    const std::string_view line = take_line(rest);
    if (!same_header_name(field_of(line).name, name)) continue;
    text_.erase(begin, line.size());
    rest = std::string_view(text_).substr(begin);
  }
}

std::optional<std::string_view> Headers::find(std::string_view name) const noexcept {
  std::string_view rest = text_;
  while (!rest.empty()) {
    const Header header = field_of(take_line(rest));
    if (same_header_name(header.name, name)) return header.value;
  }
  return std::nullopt;
}

std::size_t Headers::size() const noexcept {
  return static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n'));
}

Header Headers::operator[](std::size_t index) const noexcept {
  std::string_view rest = text_;
  while (index-- != 0) take_line(rest);
  return field_of(take_line(rest));
}

}  // namespace vgen
