#include <vgen/channel/fanout.hpp>

#include <boost/asio/post.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace vgen {
namespace {

/// How long a member may be present after its time is over.
constexpr std::chrono::seconds between_expiries{5};

}  // namespace

Fanout::Fanout(HubCore& core, const boost::asio::any_io_executor& executor, LogSink* log)
    : core_(core), executor_(executor), log_(log) {
  gate_->fanout = this;
}

Fanout::~Fanout() {
  {
    const std::lock_guard lock(gate_->mutex);
    gate_->fanout = nullptr;
  }
  for (const auto& [topic, subscribers] : subscribers_) {
    for (std::size_t i = 0; i < subscribers.size(); ++i) core_.hub().unsubscribe(*this, topic);
  }
  for (const auto& [ticket, pending] : pending_) {
    if (pending.subscriber != nullptr) core_.hub().unsubscribe(*this, pending.topic);
  }
}

void Fanout::close() noexcept {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  notes_.clear();
}

const Fanout::Subscribers* Fanout::find(std::string_view topic) const {
  const auto found = subscribers_.find(std::string(topic));
  return found == subscribers_.end() ? nullptr : &found->second;
}

// -------------------------------------------------------------------------------------------------
// On any thread

void Fanout::subscribed(TopicSubscribed answer) noexcept {
  take_note(std::move(answer));
}

void Fanout::published(const SharedPublication& publication) noexcept {
  take_note(publication);
}

/// The thread of the fanout is woken by the first note only.
void Fanout::take_note(Note note) noexcept {
  const std::lock_guard lock(mutex_);
  if (closed_) return;
  try {
    const bool is_first = notes_.empty();
    notes_.push_back(std::move(note));
    if (is_first) boost::asio::post(executor_, [this] { drain(); });
  } catch (const std::exception&) {
    overflown_ = true;  // seen with the next note
  }
}

// -------------------------------------------------------------------------------------------------
// On the thread of the channels

void Fanout::subscribe(TopicSubscriber& subscriber, std::string_view topic, const TopicRow& row,
                       std::optional<TopicPosition> resume, std::optional<std::string> answer) {
  const std::uint64_t ticket = ++last_ticket_;
  pending_.emplace(ticket, Pending{.subscriber = &subscriber,
                                   .topic = std::string(topic),
                                   .row = &row,
                                   .answer = std::move(answer)});
  core_.hub().subscribe(*this, topic, HubCore::settings(row), resume, ticket);
}

std::function<void()> Fanout::present(TopicSubscriber& subscriber, std::string_view topic) {
  const std::uint64_t ticket = ++last_ticket_;
  asked_.emplace(ticket, Asked{.subscriber = &subscriber, .topic = std::string(topic)});
  return [store = core_.shared_presence(), gate = gate_, ticket, asked = std::string(topic)] {
    store->present(asked, [gate, ticket](std::vector<PresentMember> list) {
      const std::lock_guard lock(gate->mutex);
      if (gate->fanout != nullptr)
        gate->fanout->take_note(Members{.ticket = ticket, .list = std::move(list)});
    });
  };
}

void Fanout::expire_members(std::chrono::steady_clock::time_point now) {
  if (now < next_expiry_) return;
  next_expiry_ = now + between_expiries;
  core_.expire_members();
}

void Fanout::answer(const Members& members) {
  const auto found = asked_.find(members.ticket);
  if (found == asked_.end()) return;
  const Asked asked = std::move(found->second);
  asked_.erase(found);
  asked.subscriber->topic_present(asked.topic, members.list);
}

void Fanout::unsubscribe(TopicSubscriber& subscriber, std::string_view topic) {
  if (topic.starts_with(presence_prefix)) {
    std::erase_if(asked_, [&](const auto& asked) {
      return asked.second.subscriber == &subscriber &&
             asked.second.topic == topic.substr(presence_prefix.size());
    });
  }
  for (auto& [ticket, pending] : pending_) {
    if (pending.subscriber != &subscriber || pending.topic != topic) continue;
    if (pending.answer)
      subscriber.topic_subscribed(topic, *pending.row, pending.answer, TopicSubscribed{});
    pending.subscriber = nullptr;
    core_.hub().unsubscribe(*this, topic);
  }
  const auto found = subscribers_.find(std::string(topic));
  if (found == subscribers_.end() || std::erase(found->second, &subscriber) == 0) return;
  core_.hub().unsubscribe(*this, topic);
  if (found->second.empty()) subscribers_.erase(found);
}

void Fanout::drain() {
  std::vector<Note> notes;
  bool overflown = false;
  {
    const std::lock_guard lock(mutex_);
    notes.swap(notes_);
    overflown = std::exchange(overflown_, false);
  }
  try {
    for (const Note& note : notes) {
      const auto* const publication = std::get_if<SharedPublication>(&note);
      if (publication != nullptr && (*publication)->kind == Publication::Kind::message) {
        add_to_batch(*publication);
        continue;
      }
      deliver_batches();
      if (publication != nullptr) {
        obey(**publication);
      } else if (const auto* const members = std::get_if<Members>(&note)) {
        answer(*members);
      } else {
        complete(std::get<TopicSubscribed>(note));
      }
    }
    deliver_batches();
  } catch (const std::exception& error) {
    Logger(log_).error(error.what());
    overflown = true;
  }
  if (overflown) close_all();
}

/// A subscriber must not miss a message without knowing it.
void Fanout::close_all() {
  batches_.clear();
  Subscribers all;
  for (const auto& [topic, subscribers] : subscribers_)
    all.insert(all.end(), subscribers.begin(), subscribers.end());
  for (TopicSubscriber* const subscriber : all) subscriber->topic_closed(1011, {});
}

void Fanout::complete(const TopicSubscribed& answer) {
  const auto found = pending_.find(answer.ticket);
  if (found == pending_.end()) return;
  const Pending pending = std::move(found->second);
  pending_.erase(found);
  if (pending.subscriber == nullptr) return;  // it is not interested any more
  Subscribers& subscribers = subscribers_[pending.topic];
  const bool is_new = std::ranges::find(subscribers, pending.subscriber) == subscribers.end();
  if (is_new) {
    subscribers.push_back(pending.subscriber);
    pending.subscriber->topic_subscribed(pending.topic, *pending.row, pending.answer, answer);
  } else {
    core_.hub().unsubscribe(*this, pending.topic);  // the first subscription stays
    const TopicSubscribed present{
        .at = {.epoch = answer.at.epoch, .offset = answer.at.offset + answer.missed.size()}};
    if (pending.answer)
      pending.subscriber->topic_subscribed(pending.topic, *pending.row, pending.answer, present);
  }
}

void Fanout::obey(const Publication& command) {
  const Subscribers* const found = find(command.topic);
  if (found == nullptr) return;
  const Subscribers subscribers = *found;
  using Kind = Publication::Kind;
  for (TopicSubscriber* const subscriber : subscribers) {
    if (command.kind == Kind::close) {
      subscriber->topic_closed(command.code, command.reason);
    } else if (command.kind == Kind::lost) {
      subscriber->topic_lost(command.topic, command.lost);
    } else if (subscriber->id() == command.channel) {
      subscriber->topic_revoked(command.topic);
    }
  }
}

void Fanout::add_to_batch(const SharedPublication& message) {
  auto batch = std::ranges::find_if(batches_, [&](const Batch& known) {
    return known.messages.front()->topic == message->topic;
  });
  if (batch == batches_.end()) batch = batches_.insert(batches_.end(), Batch{});
  batch->messages.push_back(message);
  batch->has_exceptions = batch->has_exceptions || !message->channel.empty();
}

void Fanout::deliver_batches() {
  for (const Batch& batch : batches_) {
    const Subscribers* const subscribers = find(batch.messages.front()->topic);
    if (subscribers != nullptr) deliver(*subscribers, batch);
  }
  batches_.clear();
}

void Fanout::deliver(const Subscribers& subscribers, const Batch& batch) {
  const auto join = [&](std::span<const SharedPublication> messages) {
    frames_.clear();
    for (const SharedPublication& message : messages) frames_ += message->frame;
  };
  join(batch.messages);
  for (TopicSubscriber* const subscriber : subscribers) {
    const auto is_excepted = [&](const SharedPublication& message) {
      return message->channel == subscriber->id();
    };
    if (!batch.has_exceptions || std::ranges::none_of(batch.messages, is_excepted)) {
      subscriber->topic_messages(frames_, batch.messages);
      continue;
    }
    std::vector<SharedPublication> own = batch.messages;
    std::erase_if(own, is_excepted);
    join(own);
    if (!own.empty()) subscriber->topic_messages(frames_, own);
    join(batch.messages);
  }
}

// -------------------------------------------------------------------------------------------------

Fanout& Fanouts::of(HubCore& core, const boost::asio::any_io_executor& executor, LogSink* log) {
  std::unique_ptr<Fanout>& fanout = fanouts_[&core];
  if (fanout == nullptr) fanout = std::make_unique<Fanout>(core, executor, log);
  return *fanout;
}

void Fanouts::close() noexcept {
  for (const auto& [core, fanout] : fanouts_) fanout->close();
}

}  // namespace vgen
