#include <vgen/http/trace_context.hpp>

#include <vgen/core/request_ids.hpp>
#include <vgen/http/field_text.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace vgen {
namespace {

using detail::trimmed;

constexpr std::size_t trace_id_size = 32;
constexpr std::size_t span_id_size = 16;
constexpr std::size_t traceparent_size = 55;
constexpr std::size_t most_members = 32;
constexpr std::size_t longest_state = 512;

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) noexcept {
  return c >= 'a' && c <= 'z';
}

/// Upper-case digits are not allowed.
bool is_hex(std::string_view text) noexcept {
  return std::ranges::all_of(text, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}
bool is_id(std::string_view text) noexcept {
  return is_hex(text) && text.find_first_not_of('0') != std::string_view::npos;
}

unsigned value_of(char c) noexcept {
  return static_cast<unsigned>(is_digit(c) ? c - '0' : c - 'a' + 10);
}

/// `VERSION-TRACE-PARENT-FLAGS`. Later versions may have more after a dash.
bool read_parent(std::string_view text, Trace& trace) {
  if (text.size() < traceparent_size || text[2] != '-' || text[35] != '-' || text[52] != '-')
    return false;
  const std::string_view version = text.substr(0, 2);
  const std::string_view flags = text.substr(53, 2);
  if (!is_hex(version) || version == "ff" || !is_hex(flags)) return false;
  const std::string_view rest = text.substr(traceparent_size);
  if (!rest.empty() && (version == "00" || rest.front() != '-')) return false;
  const std::string_view trace_id = text.substr(3, trace_id_size);
  const std::string_view parent_id = text.substr(36, span_id_size);
  if (!is_id(trace_id) || !is_id(parent_id)) return false;
  trace.trace_id = trace_id;
  trace.parent_id = parent_id;
  trace.sampled = (value_of(flags[1]) & 1U) != 0;
  return true;
}

bool is_key(std::string_view text) noexcept {
  const auto is_allowed = [](char c) {
    return is_digit(c) || is_lower(c) || c == '_' || c == '-' || c == '*' || c == '/' || c == '@';
  };
  return !text.empty() && text.size() <= 256 &&
         (is_lower(text.front()) || is_digit(text.front())) &&
         std::ranges::all_of(text, is_allowed);
}

bool is_value(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 256 && text.back() != ' ' &&
         std::ranges::all_of(text,
                             [](char c) { return c >= ' ' && c <= '~' && c != ',' && c != '='; });
}

/// Adds the members of one field. Returns false if one is wrong.
bool add_members(std::string_view field, std::vector<std::string_view>& members) {
  for (;;) {
    const std::size_t end = std::min(field.find(','), field.size());
    const std::string_view member = trimmed(field.substr(0, end));
    if (!member.empty()) {
      const std::size_t equals = member.find('=');
      if (equals == std::string_view::npos || !is_key(member.substr(0, equals)) ||
          !is_value(member.substr(equals + 1)) || members.size() == most_members)
        return false;
      members.push_back(member);
    }
    if (end == field.size()) return true;
    field.remove_prefix(end + 1);
  }
}

bool has_duplicates(const std::vector<std::string_view>& members) {
  std::vector<std::string_view> keys;
  keys.reserve(members.size());
  for (const std::string_view member : members) keys.push_back(member.substr(0, member.find('=')));
  std::ranges::sort(keys);
  return std::ranges::adjacent_find(keys) != keys.end();
}

/// A wrong one is left out. Whole members are left out at the end of one that is too long.
std::string read_state(std::span<const Header> headers) {
  std::vector<std::string_view> members;
  for (const Header& header : headers) {
    if (same_header_name(header.name, "tracestate") && !add_members(header.value, members))
      return {};
  }
  if (has_duplicates(members)) return {};
  std::string state;
  for (const std::string_view member : members) {
    if (state.size() + 1 + member.size() > longest_state) break;
    state.append(state.empty() ? "" : ",").append(member);
  }
  return state;
}

/// The only field of its name.
std::optional<std::string_view> find_only(std::span<const Header> headers, std::string_view name) {
  std::optional<std::string_view> value;
  for (const Header& header : headers) {
    if (!same_header_name(header.name, name)) continue;
    if (value) return std::nullopt;
    value = header.value;
  }
  return value;
}

/// An id of only zeros means none.
std::string new_id(RequestIds& ids) {
  std::string id;
  do ids.next(id);
  while (!is_id(id));
  return id;
}

}  // namespace

std::string Trace::traceparent() const {
  return "00-" + trace_id + '-' + span_id + (sampled ? "-01" : "-00");
}

Trace trace_of(std::span<const Header> headers, RequestIds& ids) {
  Trace trace;
  const auto parent = find_only(headers, "traceparent");
  if (parent && read_parent(*parent, trace)) {
    trace.state = read_state(headers);
  } else {
    trace.trace_id = new_id(ids) + new_id(ids);
  }
  trace.span_id = new_id(ids);
  return trace;
}

}  // namespace vgen
