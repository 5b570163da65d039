#include <vgen/channel/backlog.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace vgen {
namespace {

/// Broadcasts and what handles send go through topics that clients do not know.
bool is_of_topic(const Backlog::Message& message) {
  return message.publication != nullptr && !message.publication->topic.starts_with('#');
}

}  // namespace

std::string lost_text(std::string_view topic, std::uint64_t from, std::uint64_t to) {
  std::string text = R"({"topic":")";
  text.append(topic).append(R"(","lost":{"from":)").append(std::to_string(from));
  return text.append(R"(,"to":)").append(std::to_string(to)).append("}}");
}

void Backlog::add(std::string_view text, bool may_drop) {
  messages_.push_back({.text = std::string(text), .may_drop = may_drop});
  bytes_ += text.size();
}

void Backlog::add(const SharedPublication& publication) {
  messages_.push_back({.publication = publication, .may_drop = true});
  bytes_ += publication->frame.size();
}

bool Backlog::fit(std::size_t limit) {
  if (bytes_ <= limit) return true;
  switch (slow_) {
    case Slow::close: break;
    case Slow::drop_oldest: drop_oldest(limit); break;
    case Slow::latest: keep_latest(); break;
  }
  return bytes_ <= limit;
}

void Backlog::drop_oldest(std::size_t limit) {
  for (auto message = messages_.begin(); message != messages_.end() && bytes_ > limit;)
    message = message->may_drop ? drop(message) : std::next(message);
}

/// Goes from the newest message to the oldest one.
void Backlog::keep_latest() {
  std::set<std::string_view> seen;
  for (auto end = messages_.end(); end != messages_.begin();) {
    const auto message = std::prev(end);
    const bool is_newest =
        !is_of_topic(*message) || seen.insert(message->publication->topic).second;
    end = is_newest ? message : drop(message);
  }
}

Backlog::Messages::iterator Backlog::drop(Messages::iterator message) {
  bytes_ -= message->size();
  ++dropped_;
  if (const SharedPublication& of = message->publication; of != nullptr && of->has_position) {
    const auto known = std::ranges::find(lost_, of->topic, &Lost::topic);
    if (known == lost_.end()) {
      lost_.push_back({.topic = of->topic, .from = of->at.offset, .to = of->at.offset});
    } else {
      known->from = std::min(known->from, of->at.offset);
      known->to = std::max(known->to, of->at.offset);
    }
  }
  return messages_.erase(message);
}

Backlog::Message Backlog::take() {
  if (!lost_.empty()) {
    const Lost lost = std::move(lost_.back());
    lost_.pop_back();
    return {.text = lost_text(lost.topic, lost.from, lost.to)};
  }
  Message first = std::move(messages_.front());
  messages_.pop_front();
  bytes_ -= first.size();
  return first;
}

}  // namespace vgen
