#include <vgen/http/conditions.hpp>
#include <vgen/http/date.hpp>

#include <algorithm>
#include <cstddef>
#include <stdexcept>

namespace vgen {
namespace {

using Seconds = std::chrono::sys_seconds;

/// Whether the request asks for the present version.
bool is_get(const Request& request) noexcept {
  return request.method == "GET" || request.method == "HEAD" || request.method == "QUERY";
}

/// A character of an entity tag (RFC 9110, section 8.8.3).
bool is_tag_character(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x21 && c != '"' && byte != 0x7f;
}

void skip_spaces(std::string_view& text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

struct Tag {
  std::string_view text{};  ///< Without the quotes.
  bool weak = false;
};

/// Takes one tag from the front. None if there is none.
std::optional<Tag> take_tag(std::string_view& list) noexcept {
  Tag tag;
  if (list.starts_with("W/")) {
    tag.weak = true;
    list.remove_prefix(2);
  }
  if (!list.starts_with('"')) return std::nullopt;
  const std::size_t end = list.find('"', 1);
  if (end == std::string_view::npos) return std::nullopt;
  tag.text = list.substr(1, end - 1);
  if (!std::ranges::all_of(tag.text, is_tag_character)) return std::nullopt;
  list.remove_prefix(end + 1);
  return tag;
}

/// Strong comparison needs two strong tags (section 8.8.3.2).
enum class Comparison : bool { weak, strong };

bool is_same(const Tag& tag, const Version& version, Comparison comparison) noexcept {
  if (comparison == Comparison::strong && (tag.weak || version.weak)) return false;
  return !version.etag.empty() && tag.text == version.etag;
}

/// Whether one field names the version. The rest of a list behind a fault is not read.
bool names(std::string_view list, const Version& version, Comparison comparison) noexcept {
  skip_spaces(list);
  if (list == "*") return version.exists;
  while (!list.empty()) {
    if (list.front() == ',') {
      list.remove_prefix(1);
    } else {
      const std::optional<Tag> tag = take_tag(list);
      if (!tag) return false;
      if (version.exists && is_same(*tag, version, comparison)) return true;
      skip_spaces(list);
      if (!list.empty() && list.front() != ',') return false;
    }
    skip_spaces(list);
  }
  return false;
}

/// Whether one of the fields of a name does; none if the request has no such field.
std::optional<bool> named_by(const Request& request, std::string_view field, const Version& version,
                             Comparison comparison) noexcept {
  std::optional<bool> result;
  for (const Header& header : request.headers) {
    if (!same_header_name(header.name, field)) continue;
    result = result.value_or(false) || names(header.value, version, comparison);
  }
  return result;
}

/// The date of a field. None if it is absent, malformed or given twice.
std::optional<Seconds> date_in(const Request& request, std::string_view field) noexcept {
  const auto is_field = [&](const Header& header) { return same_header_name(header.name, field); };
  if (std::ranges::count_if(request.headers, is_field) != 1) return std::nullopt;
  return read_http_date(*request.header(field));
}

/// The time of the last change as the client has seen it.
std::optional<Seconds> modified_in(const Version& version) noexcept {
  if (!version.exists || !version.modified) return std::nullopt;
  return std::chrono::floor<std::chrono::seconds>(*version.modified);
}

bool is_changed_since(const Request& request, std::string_view field, const Version& version,
                      bool otherwise) noexcept {
  const std::optional<Seconds> date = date_in(request, field);
  const std::optional<Seconds> modified = modified_in(version);
  return date && modified ? *modified > *date : otherwise;
}

}  // namespace

std::string entity_tag(std::string_view etag, bool weak) {
  const bool is_plain = std::ranges::all_of(
      etag, [](char c) { return is_tag_character(c) && static_cast<unsigned char>(c) < 0x7f; });
  if (etag.empty() || !is_plain)
    throw std::invalid_argument("an entity tag must be visible ASCII characters without quotes");
  std::string tag = weak ? "W/\"" : "\"";
  tag.append(etag).append("\"");
  return tag;
}

Condition check_conditions(const Request& request, const Version& version) {
  const auto match = named_by(request, "If-Match", version, Comparison::strong);
  if (match) {
    if (!*match) return Condition::failed;
  } else if (is_changed_since(request, "If-Unmodified-Since", version, false)) {
    return Condition::failed;
  }
  const auto none_match = named_by(request, "If-None-Match", version, Comparison::weak);
  if (none_match) {
    if (!*none_match) return Condition::met;
    return is_get(request) ? Condition::not_modified : Condition::failed;
  }
  if (is_get(request) && !is_changed_since(request, "If-Modified-Since", version, true))
    return Condition::not_modified;
  return Condition::met;
}

bool allows_range(const Request& request, const Version& version) {
  const std::optional<std::string_view> field = request.header("If-Range");
  if (!field) return true;
  std::string_view text = *field;
  if (const std::optional<Tag> tag = take_tag(text))
    return text.empty() && is_same(*tag, version, Comparison::strong);
  const std::optional<Seconds> modified = modified_in(version);
  return modified && date_in(request, "If-Range") == modified;
}

}  // namespace vgen
