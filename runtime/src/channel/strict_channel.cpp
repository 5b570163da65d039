// The part of LiveChannel that keeps it as a record between two events.
#include "broadcast.hpp"
#include "events.hpp"
#include "strict_event.hpp"

#include <vgen/channel/channel_handle.hpp>
#include <vgen/channel/token_request.hpp>
#include <vgen/core/error.hpp>
#include <vgen/core/shared_object.hpp>
#include <vgen/http/problem.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace vgen {
namespace {

/// Of the records of a server that has crashed.
constexpr std::chrono::hours lifetime{24};
/// A change that meets others so often is given up.
constexpr int attempts = 8;

constexpr std::string_view has_met_others =
    "Other events have changed the channel at the same time, twice.";

/// The fault of the program, for the log and for the client of a developer.
Error fault_of(std::string_view what, const ChannelRow& row, std::string_view reason) {
  std::string text = "The ";
  text.append(what).append(" of the channel '").append(row.name).append("' ").append(reason);
  return Error(ErrorKind::internal, text += '.');
}

}  // namespace

std::shared_ptr<void> LiveChannel::make_strict_state() {
  if (row_.state == nullptr) return nullptr;
  return make_ending(strict_->ended, *row_.state, [&](void* place) {
    row_.make_state(place);
    return true;
  });
}

void LiveChannel::note_change() noexcept {
  if (strict_ != nullptr) strict_->has_changed = true;
}

// -------------------------------------------------------------------------------------------------
// From the record, and back to it.

LiveChannel::Part LiveChannel::read_part(const ChannelRecord& record) {
  Part part;
  const bool is_over = record.session_expires && *record.session_expires <= host_.clock->now();
  if (record.session && !is_over) {
    const SessionCodec& codec = *api_.definition().session;
    part.session = make_ending(strict_->ended, codec.type,
                               [&](void* place) { return codec.read(*record.session, place); });
    if (part.session == nullptr) throw fault_of("session", row_, "cannot be read from its record");
    part.session_expires = record.session_expires;
  }
  if (row_.state == nullptr) return part;
  std::string fault;
  part.state = make_ending(strict_->ended, *row_.state, [&](void* place) {
    return row_.state_codec->read(record.state, place, fault);
  });
  if (part.state == nullptr)
    throw fault_of("state", row_, "cannot be read from its record: " + fault);
  return part;
}

void LiveChannel::write_part(const Part& part, ChannelRecord& record) {
  write_session(part, record);
  if (row_.state != nullptr) write_state(part, record);
}

void LiveChannel::write_session(const Part& part, ChannelRecord& record) {
  record.session_expires = part.session_expires;
  if (part.session == nullptr) {
    record.session.reset();
    return;
  }
  const SessionCodec* const codec = api_.definition().session;
  if (codec == nullptr) {
    throw fault_of(
        "session", row_,
        "cannot be kept as JSON: define its struct, of types that have a JSON form, in a "
        "header that vgen reads");
  }
  std::string text;
  try {
    codec->write(text, part.session.get());
  } catch (const std::exception& error) {
    throw fault_of("session", row_, std::string("does not survive its JSON: ") + error.what());
  }
  if (text == record.session) return;
  std::string again;
  const auto copy =
      make_shared_object(codec->type, [&](void* place) { return codec->read(text, place); });
  if (copy != nullptr) codec->write(again, copy.get());
  if (again != text)
    throw fault_of("session", row_, "does not survive its JSON: it cannot be read back");
  record.session = std::move(text);
}

void LiveChannel::write_state(const Part& part, ChannelRecord& record) {
  const StateCodec* const codec = row_.state_codec;
  if (codec == nullptr)
    throw fault_of("state", row_, "cannot be kept as JSON: generate the code of the API again");
  const std::string reason = "does not survive its JSON: ";
  std::string text;
  try {
    codec->write(text, part.state.get());
  } catch (const std::exception& error) {
    throw fault_of("state", row_, reason + error.what());
  }
  if (text == record.state) return;
  std::string fault;
  const auto copy =
      make_shared_object(*row_.state, [&](void* place) { return codec->read(text, place, fault); });
  if (copy == nullptr) throw fault_of("state", row_, reason + fault);
  std::string again;
  codec->write(again, copy.get());
  const bool is_equal = codec->equal == nullptr || codec->equal(part.state.get(), copy.get());
  if (again != text || !is_equal)
    throw fault_of("state", row_, reason + "what is read back is another value");
  record.state = std::move(text);
}

void LiveChannel::write_topics(ChannelRecord& record) const {
  record.subscriptions = topics_;
  record.presence.clear();
  for (const Shown& shown : shown_) {
    const auto topic = std::ranges::find_if(api_.definition().topics, [&](const TopicRow& row) {
      return row.presence != nullptr && row.presence->type == shown.type;
    });
    record.presence.push_back({.topic_name = std::string(topic->name), .data = shown.data});
  }
  record.has_handle = strict_->has_handle;
}

/// The record may have been changed by others: what it says counts.
void LiveChannel::adopt_topics(const ChannelRecord& record) {
  const auto has = [](const std::vector<StoredSubscription>& list, const std::string& topic) {
    return std::ranges::find(list, topic, &StoredSubscription::topic) != list.end();
  };
  const std::vector<StoredSubscription> before = topics_;
  for (const StoredSubscription& known : before) {
    if (!has(record.subscriptions, known.topic)) unsubscribe(known.topic);
  }
  for (const StoredSubscription& stored : record.subscriptions) {
    if (has(before, stored.topic)) continue;
    const auto row = std::ranges::find_if(api_.definition().topics, [&](const TopicRow& known) {
      return match_topic(known.name, stored.topic).has_value();
    });
    if (row != api_.definition().topics.end())
      subscribe(*row, stored.topic, stored.at, std::nullopt);
  }
  shown_.clear();
  for (const StoredPresence& stored : record.presence) {
    const TopicRow* const row = hub().find(stored.topic_name);
    if (row != nullptr && row->presence != nullptr)
      shown_.push_back({.type = row->presence->type, .data = stored.data});
  }
  strict_->has_handle = record.has_handle;
  if (record.has_handle) subscribe_hidden(detail::HandleCore::topic_of(id_));
  strict_->has_changed = false;
}

void LiveChannel::note_position(std::string_view topic, TopicPosition at) {
  if (strict_ == nullptr || at.epoch == 0) return;
  const auto found = std::ranges::find(topics_, topic, &StoredSubscription::topic);
  if (found == topics_.end() || found->at == at) return;
  found->at = at;
  strict_->has_changed = true;
}

// -------------------------------------------------------------------------------------------------
// The store.

void LiveChannel::create_record() {
  if (strict_ == nullptr) return;
  const auto now = host_.clock->now();
  ChannelRecord record{.id = id_,
                       .api = std::string(api_.definition().name),
                       .channel = std::string(row_.name),
                       .request = stored_request(request_->get()),
                       .expires = now + lifetime};
  write_part(part_, record);
  write_topics(record);
  if (!strict_->store.create(record, now))
    throw Error(ErrorKind::internal, "The store has a channel of this id already.");
  strict_->is_kept = true;
  strict_->has_changed = false;
  strict_->renew_at = *host_.now + lifetime / 4;
}

void LiveChannel::lose_record() {
  strict_->is_kept = false;
  Logger(host_.log).error("The store has lost the record of the channel '" +
                          std::string(row_.name) + "'.");
  if (!ended_) close(1011, "the store has lost the channel");
}

std::unique_ptr<LiveChannel::StrictEvent> LiveChannel::load() {
  std::optional<ChannelRecord> record;
  if (strict_->is_kept) record = strict_->store.load(id_, host_.clock->now());
  if (!record) {
    if (strict_->is_kept) lose_record();
    return nullptr;
  }
  if (!ended_ && running_.empty() && !strict_->has_changed) adopt_topics(*record);
  auto event = std::make_unique<StrictEvent>();
  event->request = vgen::request_of(record->request);
  event->part = read_part(*record);
  event->record = *std::move(record);
  part_.session_expires = event->part.session_expires;
  return event;
}

bool LiveChannel::change_record(const std::function<void(ChannelRecord& record)>& change) noexcept {
  try {
    for (int left = attempts; left != 0; --left) {
      std::optional<ChannelRecord> record = strict_->store.load(id_, host_.clock->now());
      if (!record) {
        lose_record();
        return false;
      }
      change(*record);
      const ChannelUpdate update = strict_->store.update(*record, host_.clock->now());
      if (update == ChannelUpdate::done) return true;
    }
    Logger(host_.log).error(has_met_others);
  } catch (const std::exception& error) {
    Logger(host_.log).error(error.what());
  }
  return false;
}

/// Not while an event runs: it would meet this change.
void LiveChannel::keep_topics() noexcept {
  if (strict_ == nullptr || !strict_->is_kept || !strict_->has_changed) return;
  if (!running_.empty() || ended_) return;
  if (change_record([&](ChannelRecord& record) { write_topics(record); }))
    strict_->has_changed = false;
}

void LiveChannel::renew_record() noexcept {
  if (strict_ == nullptr || !strict_->is_kept || *host_.now < strict_->renew_at) return;
  strict_->renew_at = *host_.now + lifetime / 4;
  try {
    const auto now = host_.clock->now();
    if (!strict_->store.renew(id_, now + lifetime, now)) lose_record();
  } catch (const std::exception& error) {
    Logger(host_.log).error(error.what());
  }
}

void LiveChannel::remove_record() noexcept {
  if (strict_ == nullptr || !std::exchange(strict_->is_kept, false)) return;
  has_disturbed();
  try {
    strict_->store.remove(id_);
  } catch (const std::exception& error) {
    Logger(host_.log).error(error.what());
  }
}

void LiveChannel::end_stored_session() {
  const auto& expires = part_.session_expires;
  if (port_ == nullptr || !expires || *expires > host_.clock->now()) return;
  part_.session_expires.reset();
  bool was_there = false;
  change_record([&](ChannelRecord& record) {
    was_there = record.session.has_value();
    record.session.reset();
    record.session_expires.reset();
  });
  if (was_there) refuse(ErrorKind::unauthorized, std::string(session_has_ended), {}, {});
}

// -------------------------------------------------------------------------------------------------
// Events.

bool LiveChannel::has_disturbed() noexcept {
  if (!strict_->ended->take_disturbed()) return false;
  Logger(host_.log).error("A function of the channel '" + std::string(row_.name) +
                          "' has written to the state or the session of an event that has ended.");
  return true;
}

void LiveChannel::start_strict(const Message& message, bool is_repeated) {
  std::unique_ptr<StrictEvent> strict;
  try {
    if (has_disturbed()) {
      return refuse_message(message, ErrorKind::internal,
                            "A function has kept a pointer to the state or the session of an "
                            "earlier event, and has written to it. Both end with their event.");
    }
    strict = load();
  } catch (const Error& error) {
    return refuse_message(message, error.kind(), error.detail());
  }
  if (strict == nullptr) return;
  strict->is_repeated = is_repeated;
  strict->message = {
      .row = message.row, .text = std::string(message.text), .id = std::string(message.id)};
  const Message kept{.row = message.row, .text = strict->message.text, .id = strict->message.id};
  start(kept, std::move(strict));
}

bool LiveChannel::commit(StrictEvent& event) {
  ChannelRecord next = event.record;
  write_part(event.part, next);
  if (next != event.record) {
    if (strict_->has_changed) write_topics(next);
    const ChannelUpdate update = strict_->store.update(next, host_.clock->now());
    if (update == ChannelUpdate::conflict) return false;
    if (update == ChannelUpdate::missing) lose_record();
    strict_->has_changed = false;
    part_.session_expires = next.session_expires;
  }
  keep_topics();
  return true;
}

void LiveChannel::settle(std::unique_ptr<StrictEvent> strict) {
  if (strict == nullptr) return;
  const Message message{
      .row = strict->message.row, .text = strict->message.text, .id = strict->message.id};
  try {
    if (strict->is_close) {
      flush(*strict);
      return remove_record();
    }
    if (commit(*strict)) return flush(*strict);
    if (!strict->is_repeated) return start_strict(message, true);
    refuse_message(message, ErrorKind::unavailable, std::string(has_met_others));
  } catch (const Error& error) {
    refuse_message(message, error.kind(), error.detail());
  }
}

void LiveChannel::flush(const StrictEvent& event) {
  using Kind = StrictEvent::Output::Kind;
  for (const StrictEvent::Output& output : event.outputs) {
    switch (output.kind) {
      case Kind::send: send(output.text); break;
      case Kind::droppable: send_droppable(output.text); break;
      case Kind::broadcast: hub().publish_hidden(broadcast_topic(row_), output.text, id_); break;
      case Kind::close: close(output.code, output.text); break;
    }
  }
}

void LiveChannel::refuse_message(const Message& message, ErrorKind kind, std::string detail) {
  if (kind == ErrorKind::internal) Logger(host_.log).error(detail);
  if (message.row == nullptr) {
    const TopicFrame frame = find_topic_frame(message.text, api_.definition().limits);
    return refuse_topic(frame, kind, std::move(detail));
  }
  refuse(kind, std::move(detail), message.row->value, message.id);
}

}  // namespace vgen
