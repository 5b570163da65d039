#include <vgen/channel/envelope.hpp>

#include <vgen/channel/token_request.hpp>
#include <vgen/json/array_reader.hpp>
#include <vgen/json/reader.hpp>

#include <algorithm>
#include <utility>

namespace vgen {
namespace {

bool is_space(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

using Extent = Envelope::Extent;

/// The extent of the member with this value. The name has no quote in it, because it is the key or
/// `$id`, escaped or not.
Extent extent_of(std::string_view text, std::string_view value) {
  const auto begin = static_cast<std::size_t>(value.data() - text.data());
  const std::size_t closing = text.rfind('"', begin - 1);
  return {.begin = text.rfind('"', closing - 1), .end = begin + value.size()};
}

/// Makes a member white space, with the comma behind it, or else with the one before it.
void blank(std::span<char> text, Extent member) {
  std::size_t end = member.end;
  while (is_space(text[end])) ++end;
  std::size_t begin = member.begin;
  if (text[end] == ',') {
    ++end;
  } else {
    end = member.end;
    std::size_t before = begin - 1;
    while (is_space(text[before])) --before;
    if (text[before] == ',') begin = before;
  }
  std::ranges::fill(text.subspan(begin, end - begin), ' ');
}

/// The reader is at the value of `authenticate`.
void read_token_member(json::Reader& in, json::MapReader& members, Envelope& envelope) {
  if (std::exchange(envelope.has_token, true)) return members.duplicate();
  std::string_view token;
  if (read_token(in, token)) envelope.token = token;
}

}  // namespace

bool is_good_id(std::string_view id) noexcept {
  if (id.size() > longest_id) return false;
  if (id.starts_with('"')) return true;
  return id.find_first_not_of("-0123456789") == std::string_view::npos;
}

Envelope find_envelope(std::string_view text, std::string_view key, Faults& faults,
                       const Limits& limits) {
  using Outcome = Envelope::Outcome;
  Envelope envelope;
  json::Reader in(text, faults, limits, Place::message);
  std::string name;
  std::string_view key_value;
  for (json::MapReader members(in); members.next(name);) {
    const bool is_key = name == key;
    const bool is_token = !is_key && name == token_member;
    if (!is_key && !is_token && name != id_member) {
      in.skip();
      continue;
    }
    members.stands_at(name);
    if (is_token) {
      read_token_member(in, members, envelope);
      continue;
    }
    Extent& extent = is_key ? envelope.key_extent : envelope.id_extent;
    if (extent.end != 0) {
      members.duplicate();
      continue;
    }
    const std::string_view value = in.raw();
    if (value.empty()) break;
    extent = extent_of(text, value);
    if (is_key) {
      key_value = value;
    } else {
      envelope.id = value;
    }
  }
  in.finish();
  if (!faults.empty()) envelope.outcome = in.malformed() ? Outcome::malformed : Outcome::invalid;
  if (!envelope.id.empty() && !is_good_id(envelope.id)) {
    envelope.id.clear();
    if (envelope.outcome == Outcome::good) envelope.outcome = Outcome::bad_id;
  }
  if (key_value.starts_with('"')) {
    Faults none;
    json::Reader value(key_value, none, limits, Place::message);
    envelope.has_key = value.string(envelope.key);
  }
  return envelope;
}

void take_off(const Envelope& envelope, std::span<char> text) {
  for (const Extent& extent : {envelope.key_extent, envelope.id_extent}) {
    if (extent.end != 0) blank(text, extent);
  }
}

}  // namespace vgen
