#include <vgen/rpc/rpc_frame.hpp>

#include <vgen/channel/token_request.hpp>
#include <vgen/json/array_reader.hpp>
#include <vgen/json/reader.hpp>

#include <cstdint>

namespace vgen {
namespace {

using Outcome = RpcFrame::Outcome;

constexpr std::int64_t largest_id = (std::int64_t{1} << 53) - 1;

/// `1e3` is an integer too, as in all JSON that vgen reads.
bool is_good_id(std::string_view id, const Limits& limits) {
  if (id.starts_with('"')) return true;
  Faults faults;
  json::Reader in(id, faults, limits, Place::message);
  std::int64_t value = 0;
  return in.integer(value) && faults.empty() && value >= 0 && value <= largest_id;
}

/// The items of an array of ids. Anything else has none, because a cancellation has no answer.
void read_cancelled(std::string_view params, const Limits& limits, RpcFrame& frame) {
  if (!params.starts_with('[')) return;
  Faults faults;
  json::Reader in(params, faults, limits, Place::message);
  for (json::ArrayReader items(in); items.next();) frame.cancelled.push_back(in.raw());
}

/// The members of a frame that the protocol knows.
struct Members {
  std::string_view method{};
  std::string_view params{};
  std::string_view id{};
  std::string_view pong{};
  std::string_view last_id{};

  std::string_view* find(std::string_view name) {
    if (name == "method") return &method;
    if (name == "params") return &params;
    if (name == "id") return &id;
    if (name == "pong") return &pong;
    if (name == "last_id") return &last_id;
    return nullptr;
  }
};

/// Returns whether the text is a frame.
bool read_members(std::string_view text, Members& members, Faults& faults, const Limits& limits,
                  RpcFrame& frame) {
  json::Reader in(text, faults, limits, Place::message);
  std::string name;
  for (json::MapReader map(in); map.next(name);) {
    std::string_view* const member = members.find(name);
    if (member == nullptr) {
      in.skip();
      continue;
    }
    map.stands_at(name);
    if (!member->empty()) {
      map.duplicate();
      continue;
    }
    *member = in.raw();
    if (member->empty()) break;
  }
  in.finish();
  if (faults.empty()) return true;
  frame.outcome = in.malformed() ? Outcome::malformed : Outcome::invalid;
  return false;
}

/// Returns whether the text is a string.
bool read_string(std::string_view text, const Limits& limits, std::string& value) {
  if (!text.starts_with('"')) return false;
  Faults none;
  json::Reader in(text, none, limits, Place::message);
  return in.string(value);
}

}  // namespace

RpcFrame read_rpc_frame(std::string_view text, Faults& faults, const Limits& limits) {
  RpcFrame frame;
  Members members;
  const bool is_frame = read_members(text, members, faults, limits, frame);
  const bool has_good_id = !members.id.empty() && is_good_id(members.id, limits);
  // A repeated id does not say which call is meant, so a frame with such faults has none.
  if (!is_frame) return frame;
  if (has_good_id) frame.id = members.id;
  frame.params = members.params;
  read_string(members.last_id, limits, frame.last_id);
  const bool has_method = read_string(members.method, limits, frame.method);
  if (has_method && frame.method == ".ping") {
    frame.outcome = Outcome::ping;
  } else if (has_method && frame.method == ".cancel") {
    frame.outcome = Outcome::cancel;
    read_cancelled(frame.params, limits, frame);
    if (has_good_id) frame.cancelled.push_back(frame.id);
  } else if (!members.id.empty() && !has_good_id) {
    frame.outcome = Outcome::bad_id;
  } else if (!has_method) {
    const bool is_pong = members.method.empty() && members.id.empty() && !members.pong.empty();
    frame.outcome = is_pong ? Outcome::pong : Outcome::no_method;
  }
  return frame;
}

bool read_token(std::string_view params, std::string& token, Faults& faults, const Limits& limits) {
  json::Reader in(params.empty() ? "[]" : params, faults, limits, Place::params);
  json::ArrayReader items(in, 1);
  std::string_view text;
  while (items.next()) {
    if (read_token(in, text)) token += text;
  }
  items.finish({.min_items = 1, .max_items = 1});
  in.finish();
  return faults.empty();
}

}  // namespace vgen
