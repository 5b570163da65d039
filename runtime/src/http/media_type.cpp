#include <vgen/http/headers.hpp>
#include <vgen/http/media_type.hpp>

#include <algorithm>
#include <cstddef>

namespace vgen {
namespace {

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Removes the text before the next separator from the front and returns it, trimmed. (Quoted
/// strings are not supported, because the parameters that matter have none.)
std::string_view take(std::string_view& rest, char separator) noexcept {
  const std::size_t end = rest.find(separator);
  const std::string_view part = trim(rest.substr(0, end));
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return part;
}

/// The largest weight of a media range (RFC 9110, section 12.4.2).
constexpr int full_weight = 1000;

/// Reads a weight: "0", "0.", "0.25", "1.000". A malformed one counts as the largest.
int read_weight(std::string_view text) noexcept {
  if (text.empty() || text.front() != '0') return full_weight;
  int weight = 0;
  int unit = full_weight / 10;
  for (const char c : text.substr(std::min<std::size_t>(text.size(), 2))) {
    if (c < '0' || c > '9') return full_weight;
    weight += unit * (c - '0');
    unit /= 10;
  }
  return weight;
}

/// How closely a media range matches the type: 3 itself, 2 "application/*", 1 "*/*", 0 not at all.
int closeness(std::string_view range, std::string_view media_type) noexcept {
  if (same_header_name(range, media_type)) return 3;
  if (range == "*/*") return 1;
  const std::size_t slash = media_type.find('/');
  const bool matches = range.size() == slash + 2 && range.substr(slash) == "/*" &&
                       same_header_name(range.substr(0, slash), media_type.substr(0, slash));
  return matches ? 2 : 0;
}

}  // namespace

namespace {

/// Whether a `Content-Type` has this media type, in UTF-8 if it has a charset.
bool is_type(std::string_view content_type, std::string_view media_type) noexcept {
  std::string_view rest = content_type;
  if (!same_header_name(take(rest, ';'), media_type)) return false;
  while (!rest.empty()) {
    std::string_view parameter = take(rest, ';');
    const std::string_view name = take(parameter, '=');
    std::string_view value = trim(parameter);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    if (same_header_name(name, "charset") && !same_header_name(value, "utf-8")) return false;
  }
  return true;
}

}  // namespace

bool is_json(std::string_view content_type) noexcept {
  return content_type == json_media_type || is_type(content_type, json_media_type);
}

bool is_form(std::string_view content_type) noexcept {
  return is_type(content_type, "application/x-www-form-urlencoded");
}

int weight_of(std::string_view accept, std::string_view media_type) noexcept {
  int closest = 0;
  int weight = 0;
  while (!accept.empty()) {
    std::string_view element = take(accept, ',');
    const int close = closeness(take(element, ';'), media_type);
    if (close <= closest) continue;
    closest = close;
    weight = full_weight;
    while (!element.empty()) {
      std::string_view parameter = take(element, ';');
      if (same_header_name(take(parameter, '='), "q")) weight = read_weight(trim(parameter));
    }
  }
  return weight;
}

}  // namespace vgen
