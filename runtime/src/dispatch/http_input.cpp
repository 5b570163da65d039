#include <vgen/dispatch/http_input.hpp>

#include <vgen/dispatch/http_row.hpp>
#include <vgen/dispatch/multipart_form.hpp>
#include <vgen/http/field_text.hpp>
#include <vgen/http/media_type.hpp>
#include <vgen/http/percent.hpp>
#include <vgen/http/query.hpp>

#include <algorithm>

namespace vgen {
namespace {

using detail::trimmed;

Plus plus_in(Place place) {
  return place == Place::path ? Plus::itself : Plus::space;
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
  if (place == Place::body) return next_part(name, values);
  if (place == Place::header) return next_in_headers(request.headers, name, values.header);
  if (std::exchange(values.done, true)) return std::nullopt;
  if (place == Place::cookie) return request.cookie(name);
  const std::string_view value = path_.find(name);
  return value.data() == nullptr ? std::nullopt : std::optional(value);
}

bool HttpInput::has(Place place, std::string_view name) const {
  Values first = values(place);
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
  Values all = values(place);
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
    // A form repeats the name instead.
    const std::size_t comma = place == Place::body ? std::string_view::npos : items.rest.find(',');
    const std::string_view item = items.rest.substr(0, comma);
    items.rest =
        comma == std::string_view::npos ? std::string_view() : items.rest.substr(comma + 1);
    point_at(member);
    call_.pointer.append("/").append(std::to_string(items.count++));
    const std::optional<std::string_view> decoded =
        decode(place, place == Place::header ? trimmed(item) : item);
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

/// Headers, cookies and the parts of a form with files are not decoded.
bool HttpInput::is_encoded(Place place) const noexcept {
  return place == Place::query || place == Place::path ||
         (place == Place::body && form_ == Form::urlencoded);
}

/// Of a form with files, only texts.
std::optional<std::string_view> HttpInput::next_part(std::string_view name, Values& values) const {
  if (form_ == Form::urlencoded) return next_in_query(values.query, name);
  if (call_.form == nullptr) return std::nullopt;
  const std::vector<FormPart>& parts = call_.form->parts();
  while (values.header < parts.size()) {
    const FormPart& part = parts[values.header++];
    if (!part.is_file && part.name == name) return part.text;
  }
  return std::nullopt;
}

bool HttpInput::begin_multipart() {
  reads_body_ = true;
  const bool is_absent = !call_.request().header("Content-Type") && call_.request().body.empty();
  if (call_.form == nullptr && !is_absent) {
    outcome_ = ReadOutcome::wrong_media_type;
    return false;
  }
  form_ = Form::multipart;
  return true;
}

bool HttpInput::begin_form() {
  const std::optional<std::string_view> media_type = call_.request().header("Content-Type");
  if (!media_type || !is_form(*media_type)) return false;
  reads_body_ = true;
  form_ = Form::urlencoded;
  std::string decoded;
  if (!percent_decode(decoded, call_.request().body, Plus::space)) {
    call_.pointer.clear();
    fault(Place::body, "syntax", "has a percent sign without two hexadecimal digits");
    outcome_ = ReadOutcome::malformed;
  }
  return true;
}

const File* HttpInput::find_file(const json::MemberName& member, std::size_t& next,
                                 std::size_t count) {
  if (call_.form == nullptr) return nullptr;
  const std::vector<FormPart>& parts = call_.form->parts();
  while (next < parts.size()) {
    const FormPart& part = parts[next++];
    if (!part.is_file || part.name != member.name) continue;
    point_at(member);
    call_.pointer.append("/").append(std::to_string(count));
    return &part.file;
  }
  return nullptr;
}

const File* HttpInput::next_file(const json::MemberName& member, std::size_t& next,
                                 std::size_t count) {
  if (count == 0) ask(member.name, PartKind::file);
  return find_file(member, next, count);
}

/// A text of this name is reported later, as a part of another kind.
const File* HttpInput::single_file(const json::MemberName& member) {
  ask(member.name, PartKind::file);
  std::size_t next = 0;
  const File* const file = find_file(member, next, 0);
  if (file == nullptr) {
    if (!has(Place::body, member.name)) absent(Place::body, member);
    return nullptr;
  }
  const bool again = find_file(member, next, 0) != nullptr;
  point_at(member);
  if (!again) return file;
  fault(Place::body, "duplicate", "is given more than once");
  return nullptr;
}

bool HttpInput::check_size(const File& file, const json::StringRule& rule) {
  const auto bytes = [](std::size_t count) {
    return std::to_string(count) + (count == 1 ? " byte" : " bytes");
  };
  json::TextContext place = site(Place::body);
  if (file.size < rule.min_length) {
    place.fault("minLength", std::to_string(rule.min_length),
                "must have at least " + bytes(rule.min_length));
    return false;
  }
  if (file.size > rule.max_length) {
    place.fault("maxLength", std::to_string(rule.max_length),
                "must have at most " + bytes(rule.max_length));
    return false;
  }
  return true;
}

void HttpInput::refuse_part(std::string_view name) {
  ask(name, PartKind::any);
  std::size_t next = 0;
  const json::MemberName member = json::optional(name);
  if (find_file(member, next, 0) == nullptr && !has(Place::body, name)) return;
  point_at(member);
  fault(Place::body, "bound_elsewhere",
        "is read from the path, the query, a header or a cookie, not from here");
}

/// Reports a part that is not a member, or that is one of another kind.
void HttpInput::check_known(std::string_view name, PartKind kind) {
  const auto asked = std::find_if(asked_.begin(), asked_.end(),
                                  [&](const Asked& member) { return member.name == name; });
  if (asked != asked_.end() && (asked->kind == kind || asked->kind == PartKind::any)) return;
  const bool is_unknown = asked == asked_.end();
  if (is_unknown && (name == "_charset_" || definition_.leniency.unknown_members)) return;
  call_.pointer.clear();
  json::append_pointer(call_.pointer, name);
  if (is_unknown) return fault(Place::body, "unknown", "is not a known member");
  fault(Place::body, "type",
        kind == PartKind::file ? "must be a text, not a file" : "must be a file");
}

void HttpInput::finish_form() {
  if (form_ == Form::urlencoded) {
    QueryReader reader(call_.request().body);
    QueryPair pair;
    while (has_members() && reader.next(pair)) {
      std::string name;
      percent_decode(name, pair.name, Plus::space);
      check_known(name, PartKind::text);
    }
  } else if (call_.form != nullptr) {
    for (const FormPart& part : call_.form->parts())
      check_known(part.name, part.is_file ? PartKind::file : PartKind::text);
  }
}

bool has_foreign_body(const Request& request) noexcept {
  const std::optional<std::string_view> media_type = request.header("Content-Type");
  return media_type ? !is_json(*media_type) : !request.body.empty();
}

std::optional<std::string_view> HttpInput::body_text(bool may_be_absent) {
  reads_body_ = true;
  const Request& request = call_.request();
  const std::optional<std::string_view> media_type = request.header("Content-Type");
  if (!media_type && request.body.empty())
    return may_be_absent ? std::nullopt : std::optional<std::string_view>("{}");
  if (media_type && is_json(*media_type)) return request.body;
  outcome_ = ReadOutcome::wrong_media_type;
  return std::nullopt;
}

std::optional<std::string_view> HttpInput::media(bool may_be_absent, bool is_text) {
  reads_body_ = true;
  const Request& request = call_.request();
  const std::optional<std::string_view> declared = request.header("Content-Type");
  if (!declared && request.body.empty()) {
    if (may_be_absent) return std::nullopt;
    call_.pointer.clear();
    fault(Place::body, "required", "is required");
    return std::nullopt;
  }
  const std::string_view media_type = declared.value_or("application/octet-stream");
  if (!takes_media_type(*call_.row, media_type) || (is_text && !is_utf8(media_type))) {
    outcome_ = ReadOutcome::wrong_media_type;
    return std::nullopt;
  }
  call_.pointer.clear();
  return request.body;
}

}  // namespace vgen
