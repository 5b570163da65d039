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

/// Whether parameters of a media type name no charset other than UTF-8.
bool has_utf8(std::string_view parameters) noexcept {
  while (!parameters.empty()) {
    std::string_view parameter = take_part(parameters, ';');
    const std::string_view name = take_part(parameter, '=');
    std::string_view value = trimmed(parameter);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    if (same_header_name(name, "charset") && !same_header_name(value, "utf-8")) return false;
  }
  return true;
}

/// Whether a `Content-Type` has this media type, in UTF-8 if it has a charset.
bool is_type(std::string_view content_type, std::string_view media_type) noexcept {
  std::string_view rest = content_type;
  return same_header_name(take_part(rest, ';'), media_type) && has_utf8(rest);
}

bool is_range(std::string_view media_type) noexcept {
  return media_type.ends_with("/*");
}

/// A media type that an answer may have, and its weight.
struct Choice {
  std::string_view type{};
  int weight = 0;
};

/// What a client accepts of a range: of its own ranges and types, the one with the largest weight
/// that has media types in common with it.
Choice choose_in_range(std::string_view accept, std::string_view range) noexcept {
  Choice best;
  while (!accept.empty()) {
    std::string_view element = take_part(accept, ',');
    const std::string_view accepted = take_part(element, ';');
    const bool is_within = closeness(range, accepted) != 0;
    if (!is_within && closeness(accepted, range) == 0) continue;
    const int weight = detail::weight_in(element);
    if (weight > best.weight) best = {.type = is_within ? accepted : range, .weight = weight};
  }
  return best;
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

bool is_utf8(std::string_view content_type) noexcept {
  static_cast<void>(take_part(content_type, ';'));
  return has_utf8(content_type);
}

bool is_one_of(std::string_view content_type, std::string_view types) noexcept {
  const std::string_view type = take_part(content_type, ';');
  while (!types.empty()) {
    std::string_view candidate = take_part(types, ',');
    if (closeness(take_part(candidate, ';'), type) != 0) return true;
  }
  return false;
}

std::string_view choose_media_type(std::string_view accept, std::string_view types) noexcept {
  Choice best;
  while (!types.empty()) {
    const std::string_view type = take_part(types, ',');
    if (accept.empty()) return type;
    std::string_view rest = type;
    const std::string_view plain = take_part(rest, ';');
    const Choice choice =
        is_range(plain) ? choose_in_range(accept, plain) : Choice{type, weight_of(accept, plain)};
    if (choice.weight > best.weight) best = choice;
  }
  return best.type;
}

}  // namespace vgen
