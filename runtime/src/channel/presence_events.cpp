// The part of LiveChannel that shows who is present in its topics.
#include "events.hpp"

#include <vgen/pubsub/hub_core.hpp>

#include <algorithm>
#include <utility>

namespace vgen {
namespace {

/// A member that has missed two pings is gone.
std::chrono::milliseconds lifetime_of(const WebsocketLimits& limits) {
  return 2 * limits.ping;
}

}  // namespace

LiveChannel::Watched* LiveChannel::find_watched(std::string_view topic) noexcept {
  const auto found = std::ranges::find(watched_, topic, &Watched::topic);
  return found == watched_.end() ? nullptr : &*found;
}

const std::string* LiveChannel::shown_in(const Watched& watched) const noexcept {
  const auto found = std::ranges::find(shown_, watched.row->presence->type, &Shown::type);
  return found == shown_.end() ? nullptr : &found->data;
}

/// Begins with the topics of a subscription that is new.
void LiveChannel::watch(const TopicRow& row, const std::string& topic) {
  if (row.presence == nullptr) return;
  watched_.push_back({.topic = topic, .row = &row});
  fanout().subscribe(*this, presence_topic(topic), HubCore::hidden_row(), std::nullopt,
                     std::nullopt);
}

void LiveChannel::unwatch(const std::string& topic) {
  const auto found = std::ranges::find(watched_, topic, &Watched::topic);
  if (found == watched_.end()) return;
  const Watched left = std::move(*found);
  watched_.erase(found);
  fanout().unsubscribe(*this, presence_topic(topic));
  if (left.is_in) hub().hide(topic, {.id = id_, .data = *shown_in(left)});
}

/// The changes of a topic arrive from now on. What changes until the answer arrives, waits for it,
/// so that no change is lost and none is undone.
void LiveChannel::begin_presence(Watched& watched) {
  watched.is_ready = true;
  if (shown_in(watched) == nullptr) return ask_present(watched);
  ++watched.asked;
  show(watched, Showing::first, fanout().present(*this, watched.topic));
}

void LiveChannel::ask_present(Watched& watched) {
  ++watched.asked;
  fanout().present(*this, watched.topic)();
}

void LiveChannel::show(Watched& watched, Showing showing, std::function<void()> then) {
  watched.is_in = true;
  watched.refresh_at = *host_.now + host_.limits->ping;
  hub().show(watched.topic, {.id = id_, .data = *shown_in(watched)}, lifetime_of(*host_.limits),
             showing, std::move(then));
}

void LiveChannel::topic_present(std::string_view topic, const std::vector<PresentMember>& members) {
  Watched* const watched = find_watched(topic);
  if (watched == nullptr || ended_) return;
  send(present_text(topic, members));
  if (--watched->asked != 0) return;
  for (const SharedPublication& change : std::exchange(watched->held, {}))
    send_presence(change->frame, std::span(&change, 1));
}

void LiveChannel::take_presence(std::string_view frames,
                                std::span<const SharedPublication> changes) {
  Watched* const watched =
      find_watched(std::string_view(changes.front()->topic).substr(presence_prefix.size()));
  if (watched == nullptr) return;
  if (watched->asked == 0) return send_presence(frames, changes);
  watched->held.insert(watched->held.end(), changes.begin(), changes.end());
}

/// Never drops a change: the client would see those who are gone.
void LiveChannel::send_presence(std::string_view frames,
                                std::span<const SharedPublication> changes) {
  if (row_.slow == Slow::close) return send_publications(frames, changes);
  for (const SharedPublication& change : changes) send(change->text());
}

/// The client must be seen for a while longer, and those of a server that has crashed must not.
void LiveChannel::tick_presence() {
  if (watched_.empty()) return;
  for (Watched& watched : watched_) {
    if (watched.is_in && watched.refresh_at <= *host_.now) show(watched, Showing::again, {});
  }
  fanout().expire_members(*host_.now);
}

void LiveChannel::set_presence(const TypeSlot& type, const void* member) {
  const PresenceRow& row = hub().presence_row(type);
  if (ended_) return;
  const auto shown = std::ranges::find(shown_, &type, &Shown::type);
  if (member == nullptr) {
    if (shown == shown_.end()) return;
    for (Watched& watched : watched_) {
      if (watched.row->presence->type == &type && std::exchange(watched.is_in, false))
        hub().hide(watched.topic, {.id = id_, .data = shown->data});
    }
    shown_.erase(shown);
    note_change();
    return;
  }
  std::string data;
  row.write(data, member);
  if (shown == shown_.end()) {
    shown_.push_back({.type = &type, .data = std::move(data)});
  } else if (shown->data == data) {
    return;
  } else {
    shown->data = std::move(data);
  }
  note_change();
  for (Watched& watched : watched_) {
    if (watched.row->presence->type == &type && watched.is_ready)
      show(watched, Showing::changed, {});
  }
}

void LiveChannel::Event::set_presence(const TypeSlot& type, const void* member) {
  channel_.set_presence(type, member);
}

}  // namespace vgen
