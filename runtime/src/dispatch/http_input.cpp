#include <vgen/dispatch/http_input.hpp>

#include <vgen/http/media_type.hpp>
#include <vgen/http/percent.hpp>
#include <vgen/http/query.hpp>

#include <algorithm>

namespace vgen {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

Plus plus_in(Place place) {
  return place == Place::query ? Plus::space : Plus::itself;
}
/// Headers and cookies are not decoded.
bool is_encoded(Place place) {
  return place == Place::query || place == Place::path;
}

/// Whether an encoded name is this one.
bool is_named(std::string_view encoded, std::string_view name) {
  if (!needs_decoding(encoded, Plus::space)) return encoded == name;
  std::string decoded;
  return percent_decode(decoded, encoded, Plus::space) && decoded == name;
}

std::optional<std::string_view> next_in_query(std::string_view& query, std::string_view name) {
  QueryReader reader(query);
  QueryPair pair;
  while (reader.next(pair)) {
    if (!is_named(pair.name, name)) continue;
    query = reader.rest();
    return pair.value;
  }
  query = {};
  return std::nullopt;
}

std::optional<std::string_view> next_in_headers(std::span<const Header> headers,
                                                std::string_view name, std::size_t& index) {
  while (index < headers.size()) {
    const Header& header = headers[index++];
    if (same_header_name(header.name, name)) return header.value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> HttpInput::next_value(Place place, std::string_view name,
                                                      Values& values) const {
  const Request& request = call_.request();
  if (place == Place::query) return next_in_query(values.query, name);
  if (place == Place::header) return next_in_headers(request.headers, name, values.header);
  if (std::exchange(values.done, true)) return std::nullopt;
  if (place == Place::cookie) return request.cookie(name);
  const std::string_view value = path_.find(name);
  return value.data() == nullptr ? std::nullopt : std::optional(value);
}

bool HttpInput::has(Place place, std::string_view name) const {
  Values first = values();
  return next_value(place, name, first).has_value();
}

void HttpInput::point_at(const json::MemberName& member) {
  call_.pointer.clear();
  json::append_pointer(call_.pointer, member.name);
}

void HttpInput::fault(Place place, std::string_view code, std::string message) {
  site(place).fault(code, {}, std::move(message));
}

void HttpInput::absent(Place place, const json::MemberName& member) {
  if (member.presence != json::Presence::required) return;
  point_at(member);
  fault(place, "required", "is required");
}

std::optional<std::string_view> HttpInput::decode(Place place, std::string_view raw) {
  if (!is_encoded(place) || !needs_decoding(raw, plus_in(place))) return raw;
  call_.text.clear();
  if (percent_decode(call_.text, raw, plus_in(place))) return call_.text;
  fault(place, "encoding", "has a percent sign without two hexadecimal digits");
  return std::nullopt;
}

std::optional<std::string_view> HttpInput::single(Place place, std::string_view name,
                                                  const json::MemberName& member) {
  Values all = values();
  const std::optional<std::string_view> raw = next_value(place, name, all);
  if (!raw) {
    absent(place, member);
    return std::nullopt;
  }
  point_at(member);
  if (next_value(place, name, all)) {
    fault(place, "duplicate", "is given more than once");
    return std::nullopt;
  }
  return decode(place, *raw);
}

bool HttpInput::next_item(Place place, std::string_view name, const json::MemberName& member,
                          Items& items, std::string_view& text) {
  for (;;) {
    if (items.rest.data() == nullptr) {
      const std::optional<std::string_view> raw = next_value(place, name, items.values);
      if (!raw) return false;
      items.found = true;
      items.rest = raw->data() != nullptr ? *raw : std::string_view("");
    }
    // Split first and decode then, because an encoded comma belongs to the item.
    const std::size_t comma = items.rest.find(',');
    const std::string_view item = items.rest.substr(0, comma);
    items.rest =
        comma == std::string_view::npos ? std::string_view() : items.rest.substr(comma + 1);
    point_at(member);
    call_.pointer.append("/").append(std::to_string(items.count++));
    const std::optional<std::string_view> decoded =
        decode(place, place == Place::header ? trim(item) : item);
    if (!decoded) continue;
    text = *decoded;
    return true;
  }
}

void HttpInput::finish_list(Place place, const json::MemberName& member, const Items& items,
                            const json::ArrayRule& rule) {
  point_at(member);
  json::TextContext list = site(place);
  if (!json::detail::check_count(list, items.count, rule) || !rule.unique) return;
  std::vector<std::size_t> order(items.seen.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return items.seen[a] < items.seen[b]; });
  const auto same = std::adjacent_find(
      order.begin(), order.end(),
      [&](std::size_t a, std::size_t b) { return items.seen[a] == items.seen[b]; });
  if (same != order.end()) json::detail::not_unique(list, *same, *(same + 1));
}

bool has_foreign_body(const Request& request) noexcept {
  const std::optional<std::string_view> media_type = request.header("Content-Type");
  return media_type ? !is_json(*media_type) : !request.body.empty();
}

std::optional<std::string_view> HttpInput::body_text() {
  reads_body_ = true;
  const Request& request = call_.request();
  const std::optional<std::string_view> media_type = request.header("Content-Type");
  if (!media_type && request.body.empty()) return "{}";
  if (media_type && is_json(*media_type)) return request.body;
  outcome_ = ReadOutcome::wrong_media_type;
  return std::nullopt;
}

}  // namespace vgen
