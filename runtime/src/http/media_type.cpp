#include <vgen/http/field_text.hpp>
#include <vgen/http/headers.hpp>
#include <vgen/http/media_type.hpp>

#include <algorithm>
#include <cstddef>

namespace vgen {
namespace {

using detail::take_part;
using detail::trimmed;

/// How closely a media range matches the type: 3 itself, 2 "application/*", 1 "*/*", 0 not at all.
int closeness(std::string_view range, std::string_view media_type) noexcept {
  if (same_header_name(range, media_type)) return 3;
  if (range == "*/*") return 1;
  const std::size_t slash = media_type.find('/');
  const bool matches = range.size() == slash + 2 && range.substr(slash) == "/*" &&
                       same_header_name(range.substr(0, slash), media_type.substr(0, slash));
  return matches ? 2 : 0;
}

/// Whether a `Content-Type` has this media type, in UTF-8 if it has a charset.
bool is_type(std::string_view content_type, std::string_view media_type) noexcept {
  std::string_view rest = content_type;
  if (!same_header_name(take_part(rest, ';'), media_type)) return false;
  while (!rest.empty()) {
    std::string_view parameter = take_part(rest, ';');
    const std::string_view name = take_part(parameter, '=');
    std::string_view value = trimmed(parameter);
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
    std::string_view element = take_part(accept, ',');
    const int close = closeness(take_part(element, ';'), media_type);
    if (close <= closest) continue;
    closest = close;
    weight = detail::weight_in(element);
  }
  return weight;
}

}  // namespace vgen
