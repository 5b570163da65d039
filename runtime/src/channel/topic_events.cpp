// The part of LiveChannel that subscribes to topics.
#include "broadcast.hpp"
#include "events.hpp"
#include "strict_event.hpp"

#include <vgen/channel/backlog.hpp>
#include <vgen/channel/channel_handle.hpp>
#include <vgen/channel/envelope.hpp>
#include <vgen/channel/request_copy.hpp>
#include <vgen/dispatch/answer.hpp>
#include <vgen/dispatch/http_outlet.hpp>
#include <vgen/http/problem.hpp>
#include <vgen/json/writer.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace vgen {
namespace {

/// Appends `,"$id":7`, if there is one.
void append_id(std::string& text, std::string_view id) {
  if (!id.empty()) text.append(",\"").append(id_member).append("\":").append(id);
}

std::string unsubscribed_text(std::string_view topic, std::string_view id) {
  std::string text = R"({"unsubscribed":")";
  text.append(topic).append("\"");
  append_id(text, id);
  return text += '}';
}

Progress accept_subscription(HostedCall& call) {
  call.outlet().nothing(call);
  return Progress::finished;
}

}  // namespace

HubCore& LiveChannel::hub() const noexcept {
  return api_.hub().core();
}

Fanout& LiveChannel::fanout() {
  return host_.fanouts.of(hub(), *host_.executor, host_.log);
}

bool LiveChannel::subscribe(const TopicRow& row, const std::string& topic,
                            std::optional<TopicPosition> resume,
                            std::optional<std::string> answer) {
  if (ended_) return false;
  const bool is_new =
      std::ranges::find(topics_, topic, &StoredSubscription::topic) == topics_.end();
  if (!is_new && !answer) return true;
  if (is_new && topics_.size() >= host_.limits->subscriptions) return false;
  if (is_new) topics_.push_back({.topic = topic});
  if (is_new) note_change();
  if (is_new) count_subscriptions(1);
  fanout().subscribe(*this, topic, row, resume, std::move(answer));
  if (is_new) watch(row, topic);
  return true;
}

void LiveChannel::unsubscribe(const std::string& topic) {
  if (std::erase_if(topics_, [&](const auto& known) { return known.topic == topic; }) == 0) return;
  note_change();
  count_subscriptions(-1);
  fanout().unsubscribe(*this, topic);
  unwatch(topic);
}

void LiveChannel::subscribe_hidden(std::string topic) {
  if (ended_ || std::ranges::find(hidden_topics_, topic) != hidden_topics_.end()) return;
  fanout().subscribe(*this, topic, HubCore::hidden_row(), std::nullopt, std::nullopt);
  hidden_topics_.push_back(std::move(topic));
}

void LiveChannel::count_subscriptions(std::int64_t number) noexcept {
  if (host_.counts != nullptr && number != 0)
    host_.counts->subscriptions.fetch_add(number, std::memory_order_relaxed);
}

void LiveChannel::unsubscribe_all() {
  for (const std::string& topic : std::exchange(hidden_topics_, {}))
    fanout().unsubscribe(*this, topic);
  count_subscriptions(-static_cast<std::int64_t>(topics_.size()));
  for (const StoredSubscription& known : std::exchange(topics_, {})) {
    fanout().unsubscribe(*this, known.topic);
    unwatch(known.topic);
  }
}

void LiveChannel::topic_subscribed(std::string_view topic, const TopicRow& row,
                                   const std::optional<std::string>& answer,
                                   const TopicSubscribed& subscribed) {
  if (topic.starts_with(presence_prefix)) {
    Watched* const watched = find_watched(topic.substr(presence_prefix.size()));
    return watched != nullptr ? begin_presence(*watched) : void();
  }
  if (row.history != 0) note_position(topic, subscribed.at);
  if (answer) {
    std::string text = R"({"subscribed":")";
    text.append(topic).append("\"");
    if (row.history != 0 && subscribed.at.epoch != 0) {
      text.append(R"(,"epoch":")").append(epoch_text(subscribed.at.epoch));
      text.append(R"(","offset":)").append(std::to_string(subscribed.at.offset));
    }
    append_id(text, *answer);
    send(text += '}');
  }
  if (subscribed.lost) send(lost_text(topic, subscribed.lost->from, subscribed.lost->to));
  for (const SharedPublication& missed : subscribed.missed) {
    if (missed->channel != id_) topic_messages(missed->frame, std::span(&missed, 1));
  }
  keep_topics();
  // Each message of a client that subscribes is answered by the members, too.
  Watched* const watched = answer ? find_watched(topic) : nullptr;
  if (watched != nullptr && watched->is_ready) ask_present(*watched);
}

void LiveChannel::topic_messages(std::string_view frames,
                                 std::span<const SharedPublication> messages) {
  if (ended_) return;
  if (messages.front()->topic.starts_with(presence_prefix)) return take_presence(frames, messages);
  send_publications(frames, messages);
  if (messages.back()->has_position) note_position(messages.back()->topic, messages.back()->at);
  keep_topics();
}

void LiveChannel::send_publications(std::string_view frames,
                                    std::span<const SharedPublication> messages) {
  if (port_ != nullptr) {
    port_->deliver(frames, messages);
    return;
  }
  for (const SharedPublication& message : messages) unsent_.emplace_back(message->text());
}

void LiveChannel::topic_revoked(std::string_view topic) {
  unsubscribe(std::string(topic));
  keep_topics();
  answer_unsubscribed(topic, {});
}

void LiveChannel::topic_closed(std::uint16_t code, std::string_view reason) {
  close(code, reason);
}

void LiveChannel::topic_lost(std::string_view topic, LostMessages lost) {
  if (topic.starts_with(presence_prefix)) {  // the list has what the changes would have said
    Watched* const watched = find_watched(topic.substr(presence_prefix.size()));
    return watched != nullptr && watched->is_ready ? ask_present(*watched) : void();
  }
  send(lost_text(topic, lost.from, lost.to));
}

void LiveChannel::answer_unsubscribed(std::string_view topic, std::string_view id) {
  send(unsubscribed_text(topic, id));
}

/// A client subscribes, or ends a subscription.
void LiveChannel::start_topic(std::string_view text, std::unique_ptr<StrictEvent> strict) {
  const TopicFrame frame = find_topic_frame(text, api_.definition().limits);
  if (!frame.fault.empty())
    return refuse_topic(frame, ErrorKind::malformed, std::string(frame.fault));
  std::optional<std::vector<std::string>> values;
  const auto route = std::ranges::find_if(row_.topics, [&](const TopicRouteRow& known) {
    values = match_topic(known.topic, frame.topic);
    return values.has_value();
  });
  const TopicRow* const row = route == row_.topics.end() ? nullptr : hub().find(route->topic);
  if (row == nullptr || frame.topic.size() > longest_topic)
    return refuse_topic(frame, ErrorKind::not_found, "The channel has no such topic.");
  CallPool::Borrowed borrowed = host_.calls->borrow();
  borrowed->begin(http_outlet, request_of(strict.get()));
  auto& event = borrowed->emplace<TopicEvent>(*this, strict.get(), row, route->endpoint, frame);
  run(std::move(borrowed), event, event.endpoint(),
      TopicSource{.texts = *values, .read = row->read}, true, std::move(strict));
}

void LiveChannel::refuse_topic(const TopicFrame& frame, ErrorKind kind, std::string detail) {
  const CallPool::Borrowed call = host_.calls->borrow();
  call->begin(http_outlet, request_ != nullptr ? request_->get() : Request{});
  auto& event = call->emplace<TopicEvent>(*this, nullptr, nullptr, Endpoint{}, frame);
  call->set_outlet(event);
  answer_problem(*call, problem_of(kind, std::move(detail)));
  call->end();
}

// -------------------------------------------------------------------------------------------------

bool LiveChannel::Event::subscribe(const TopicReferenceAt& topic) {
  const TopicRow& row = channel_.hub().row(topic);
  return channel_.subscribe(row, topic_text(row, topic.parameters), std::nullopt, std::nullopt);
}

void LiveChannel::Event::unsubscribe(const TopicReferenceAt& topic) {
  channel_.unsubscribe(channel_.hub().text(topic));
}

/// Also an ended channel may tell the others.
void LiveChannel::Event::end_broadcast() {
  if (strict_ != nullptr) {
    strict_->outputs.push_back(
        {.kind = StrictEvent::Output::Kind::broadcast, .text = channel_.host_.text});
    return;
  }
  channel_.hub().publish_hidden(broadcast_topic(channel_.row_), channel_.host_.text, channel_.id_);
}

const Hub& LiveChannel::Event::open_handle() {
  channel_.subscribe_hidden(detail::HandleCore::topic_of(channel_.id_));
  if (channel_.strict_ != nullptr && !std::exchange(channel_.strict_->has_handle, true))
    channel_.note_change();
  return channel_.api_.hub();
}

LiveChannel::TopicEvent::TopicEvent(LiveChannel& channel, StrictEvent* strict, const TopicRow* row,
                                    const Endpoint& endpoint, const TopicFrame& frame)
    : Event(channel, strict), row_(row), endpoint_(endpoint), frame_(frame) {
  if (row != nullptr) endpoint_.input = {.type = row->parameters, .construct = row->construct};
  if (frame.kind == TopicFrame::Kind::subscribe) return;
  endpoint_.run = accept_subscription;
  endpoint_.session = SessionUse::none;
}

json::Destination LiveChannel::TopicEvent::begin_value(HostedCall& /*call*/) {
  return {};
}

void LiveChannel::TopicEvent::end_value(HostedCall& /*call*/) {}

void LiveChannel::TopicEvent::nothing(HostedCall& call) {
  std::string topic;
  try {
    topic = topic_text(*row_, call.input);
  } catch (const std::invalid_argument& error) {
    throw Error(ErrorKind::not_found, error.what());
  }
  if (frame_.kind == TopicFrame::Kind::unsubscribe) {
    channel_.unsubscribe(topic);
    send(unsubscribed_text(topic, frame_.id));
  } else if (!channel_.subscribe(*row_, topic, frame_.resume, frame_.id)) {
    throw Error(ErrorKind::too_many_requests, "The connection has too many subscriptions.");
  }
}

void LiveChannel::TopicEvent::problem(HostedCall& call, Problem problem) noexcept {
  try {
    const bool is_subscribe = frame_.kind == TopicFrame::Kind::subscribe;
    std::string& text = begin_send();
    text += R"({"error":)";
    append_problem(text, call, problem);
    text += is_subscribe ? R"(,"subscribe":)" : R"(,"unsubscribe":)";
    append_string(text, frame_.topic);
    append_id(text, frame_.id);
    send(text += '}');
  } catch (const std::exception& error) {  // not even memory for the answer
    call.log().error(error.what());
    channel_.close(1011, {});
  }
}

}  // namespace vgen
