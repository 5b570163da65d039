#include <vgen/pubsub/memory_presence.hpp>

#include <algorithm>
#include <utility>

namespace vgen {

MemoryPresence::Time MemoryPresence::now() const {
  return clock_ != nullptr ? clock_->steady_now() : std::chrono::steady_clock::now();
}

void MemoryPresence::set(std::string_view topic, const PresentMember& member,
                         std::chrono::milliseconds lifetime,
                         std::function<void(bool is_new)> done) {
  bool is_new = false;
  {
    const std::lock_guard lock(mutex_);
    auto found = topics_.find(topic);
    if (found == topics_.end()) found = topics_.emplace(topic, std::vector<Known>()).first;
    std::vector<Known>& members = found->second;
    const Time time = now();
    const auto known = std::ranges::find(
        members, member.id, [](const Known& one) -> const std::string& { return one.member.id; });
    is_new = known == members.end() || known->until <= time;
    if (known == members.end()) {
      members.push_back({.member = member, .until = time + lifetime});
    } else {
      *known = {.member = member, .until = time + lifetime};
    }
  }
  done(is_new);
}

void MemoryPresence::remove(std::string_view topic, std::string_view id,
                            std::function<void(bool was_there)> done) {
  bool was_there = false;
  {
    const std::lock_guard lock(mutex_);
    const auto found = topics_.find(topic);
    if (found != topics_.end()) {
      was_there =
          std::erase_if(found->second, [&](const Known& one) { return one.member.id == id; }) != 0;
      if (found->second.empty()) topics_.erase(found);
    }
  }
  done(was_there);
}

void MemoryPresence::present(std::string_view topic,
                             std::function<void(std::vector<PresentMember>)> done) {
  std::vector<PresentMember> members;
  {
    const std::lock_guard lock(mutex_);
    const auto found = topics_.find(topic);
    const Time time = now();
    if (found != topics_.end()) {
      for (const Known& one : found->second) {
        if (one.until > time) members.push_back(one.member);
      }
    }
  }
  done(std::move(members));
}

void MemoryPresence::expire(std::function<void(std::vector<ExpiredMember>)> done) {
  std::vector<ExpiredMember> expired;
  {
    const std::lock_guard lock(mutex_);
    const Time time = now();
    for (auto& [topic, members] : topics_) {
      for (const Known& one : members) {
        if (one.until <= time) expired.push_back({.topic = topic, .member = one.member});
      }
      std::erase_if(members, [&](const Known& one) { return one.until <= time; });
    }
    std::erase_if(topics_, [](const auto& topic) { return topic.second.empty(); });
  }
  done(std::move(expired));
}

std::size_t MemoryPresence::topics() const {
  const std::lock_guard lock(mutex_);
  return topics_.size();
}

}  // namespace vgen
