/// A listener of a hub that tests wait for.
#pragma once

#include <vgen/pubsub/event_hub.hpp>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace vgen_test {

/// Writes down the data of messages, and "lost 1-0", "close", "unsubscribe ID", "subscribed @3",
/// "subscribed @3 lost 1-3" for the rest.
class Inbox final : public vgen::HubListener {
 public:
  using Notes = std::vector<std::string>;

  void subscribed(vgen::TopicSubscribed answer) noexcept override {
    const std::lock_guard lock(mutex_);
    at_ = answer.at;
    std::string note = "subscribed @" + std::to_string(answer.at.offset);
    if (answer.lost) note += " " + text_of(*answer.lost);
    notes_.push_back(std::move(note));
    for (const vgen::SharedPublication& missed : answer.missed) take(*missed);
    changed_.notify_all();
  }
  void published(const vgen::SharedPublication& publication) noexcept override {
    const std::lock_guard lock(mutex_);
    take(*publication);
    changed_.notify_all();
  }

  /// All that has come. Waits until there are so many notes, at most ten seconds.
  Notes wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(10), [&] { return notes_.size() >= count; });
    return notes_;
  }
  /// The same, until the last note is this.
  Notes wait_for(const std::string& last) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(10),
                      [&] { return !notes_.empty() && notes_.back() == last; });
    return notes_;
  }
  void clear() {
    const std::lock_guard lock(mutex_);
    notes_.clear();
  }
  /// The position of the last message or answer.
  vgen::TopicPosition at() {
    const std::lock_guard lock(mutex_);
    return at_;
  }

 private:
  static std::string text_of(vgen::LostMessages lost) {
    return "lost " + std::to_string(lost.from) + "-" + std::to_string(lost.to);
  }
  void take(const vgen::Publication& publication) {
    using Kind = vgen::Publication::Kind;
    switch (publication.kind) {
      case Kind::message:
        at_ = publication.at;
        notes_.emplace_back(publication.data());
        break;
      case Kind::close: notes_.emplace_back("close"); break;
      case Kind::unsubscribe: notes_.push_back("unsubscribe " + publication.channel); break;
      case Kind::lost: notes_.push_back(text_of(publication.lost)); break;
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  Notes notes_;
  vgen::TopicPosition at_{};
};

}  // namespace vgen_test
