#include <vgen/channel/topic_frame.hpp>

#include <vgen/channel/envelope.hpp>
#include <vgen/json/array_reader.hpp>
#include <vgen/json/reader.hpp>

#include <charconv>
#include <cstdint>

namespace vgen {
namespace {

/// Whether a message may have one of the members. A name with escapes is not found as it is.
bool may_be_topic_frame(std::string_view text) noexcept {
  return text.find("subscribe\"") != std::string_view::npos ||
         text.find('\\') != std::string_view::npos;
}

/// The value of a string; none for any other value.
std::optional<std::string> string_of(std::string_view json, const Limits& limits) {
  if (!json.starts_with('"')) return std::nullopt;
  Faults faults;
  json::Reader value(json, faults, limits, Place::message);
  std::string text;
  return value.string(text) ? std::optional(std::move(text)) : std::nullopt;
}

std::optional<std::uint64_t> count_of(std::string_view json) {
  std::uint64_t count = 0;
  const auto [end, error] = std::from_chars(json.data(), json.data() + json.size(), count);
  const bool is_good = error == std::errc() && end == json.data() + json.size();
  return is_good ? std::optional(count) : std::nullopt;
}

/// The values of the members, as JSON; empty if they are absent.
struct Members {
  std::string_view subscribe;
  std::string_view unsubscribe;
  std::string_view id;
  std::string_view epoch;
  std::string_view offset;
  bool is_repeated = false;

  std::string_view* find(std::string_view name) {
    if (name == "subscribe") return &subscribe;
    if (name == "unsubscribe") return &unsubscribe;
    if (name == id_member) return &id;
    if (name == "epoch") return &epoch;
    if (name == "offset") return &offset;
    return nullptr;
  }
};

/// The members of a message; none if it is no object.
std::optional<Members> members_of(std::string_view text, const Limits& limits) {
  Faults faults;
  json::Reader in(text, faults, limits, Place::message);
  Members found;
  std::string name;
  for (json::MapReader members(in); members.next(name);) {
    std::string_view* const member = found.find(name);
    if (member == nullptr) {
      in.skip();
      continue;
    }
    if (!member->empty()) found.is_repeated = true;
    *member = in.raw();
    if (member->empty()) break;
  }
  in.finish();
  return faults.empty() ? std::optional(found) : std::nullopt;
}

void read_position(TopicFrame& frame, const Members& members, const Limits& limits) {
  if (members.epoch.empty() && members.offset.empty()) return;
  const std::optional<std::string> epoch = string_of(members.epoch, limits);
  const std::optional<std::uint64_t> offset = count_of(members.offset);
  if (!epoch || !offset) {
    frame.fault = "A position has the members epoch, a string, and offset, a whole number.";
  } else {
    frame.resume = TopicPosition{.epoch = epoch_of(*epoch), .offset = *offset};
  }
}

}  // namespace

TopicFrame find_topic_frame(std::string_view text, const Limits& limits) {
  TopicFrame frame;
  if (!may_be_topic_frame(text)) return frame;
  const std::optional<Members> members = members_of(text, limits);
  if (!members) return frame;
  std::optional<std::string> topic = string_of(members->subscribe, limits);
  frame.kind = topic ? TopicFrame::Kind::subscribe : TopicFrame::Kind::unsubscribe;
  if (!topic) topic = string_of(members->unsubscribe, limits);
  if (!topic) return {};
  frame.topic = std::move(*topic);
  frame.id = members->id;
  if (!frame.id.empty() && !is_good_id(frame.id)) {
    frame.id.clear();
    frame.fault = "The member $id must be an integer or a string of at most 128 bytes.";
  } else if (members->is_repeated ||
             (!members->subscribe.empty() && !members->unsubscribe.empty())) {
    frame.fault = "The message has a member twice.";
  } else {
    read_position(frame, *members, limits);
  }
  return frame;
}

}  // namespace vgen
