#include <vgen/pubsub/memory_hub.hpp>

#include <vgen/pubsub/answer.hpp>

#include <algorithm>
#include <utility>

namespace vgen {
MemoryHub::MemoryHub(std::size_t unused)
    : unused_(std::max<std::size_t>(1, unused / shard_count)), epoch_(random_epoch()) {}

/// The topic; a new one has no interest, and is not settled.
MemoryHub::Topics::iterator MemoryHub::know(Shard& shard, std::string_view topic,
                                            TopicSettings settings) {
  const auto found = shard.topics.find(topic);
  if (found != shard.topics.end()) {
    if (found->second.interest.empty()) shard.unused.erase(found->second.unused);
    return found;
  }
  Known known{.has_history = settings.kept() != 0};
  known.last.epoch = epoch_.fetch_add(1, std::memory_order_relaxed);
  return shard.topics.emplace(topic, std::move(known)).first;
}

/// After a topic was used: forgets it, or another one, if there are too many without subscribers.
void MemoryHub::settle(Shard& shard, Topics::iterator topic) {
  Known& known = topic->second;
  if (!known.interest.empty()) return;
  if (!known.has_history) {
    shard.topics.erase(topic);
    return;
  }
  known.unused = shard.unused.insert(shard.unused.end(), topic->first);
  if (shard.unused.size() <= unused_) return;
  const auto oldest = shard.topics.find(shard.unused.front());
  shard.unused.pop_front();
  shard.topics.erase(oldest);
}

void MemoryHub::publish(std::string_view topic, TopicSettings settings, std::string_view data,
                        std::string_view except) {
  Shard& shard = shard_of(topic);
  const std::lock_guard lock(shard.mutex);
  if (settings.kept() == 0 && !shard.topics.contains(topic)) return;
  const auto known = know(shard, topic, settings);
  Known& to = known->second;
  ++to.last.offset;
  const SharedPublication made = make_publication(topic, data, except, to.last, shown_of(settings));
  if (settings.kept() != 0) {
    to.kept.push_back(made);
    if (to.kept.size() > settings.kept()) to.kept.pop_front();
  }
  for (const Interest& interest : to.interest) interest.listener->published(made);
  settle(shard, known);
}

void MemoryHub::tell(SharedPublication command) {
  Shard& shard = shard_of(command->topic);
  const std::lock_guard lock(shard.mutex);
  const auto known = shard.topics.find(command->topic);
  if (known == shard.topics.end()) return;
  for (const Interest& interest : known->second.interest) interest.listener->published(command);
}

void MemoryHub::subscribe(HubListener& listener, std::string_view topic, TopicSettings settings,
                          std::optional<TopicPosition> resume, std::uint64_t ticket) {
  Shard& shard = shard_of(topic);
  const std::lock_guard lock(shard.mutex);
  Known& known = know(shard, topic, settings)->second;
  const auto present = std::ranges::find(known.interest, &listener, &Interest::listener);
  if (present != known.interest.end()) {
    ++present->subscriptions;
  } else {
    known.interest.push_back({.listener = &listener, .subscriptions = 1});
  }
  TopicSubscribed answer = answer_of(known.last, known.kept, settings, resume);
  answer.ticket = ticket;
  listener.subscribed(std::move(answer));
}

void MemoryHub::unsubscribe(HubListener& listener, std::string_view topic) {
  Shard& shard = shard_of(topic);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.topics.find(topic);
  if (found == shard.topics.end()) return;
  Known& known = found->second;
  const auto present = std::ranges::find(known.interest, &listener, &Interest::listener);
  if (present == known.interest.end() || --present->subscriptions != 0) return;
  known.interest.erase(present);
  settle(shard, found);
}

std::size_t MemoryHub::topics() const {
  std::size_t count = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    count += shard.topics.size();
  }
  return count;
}

}  // namespace vgen
