#include <vgen/core/timer_queue.hpp>

#include <algorithm>
#include <utility>

namespace vgen {

TimerQueue::Id TimerQueue::add(Time at, std::function<void()> due) {
  const Id id = ++last_;
  functions_.emplace(id, std::move(due));
  heap_.push_back({.at = at, .id = id});
  std::ranges::push_heap(heap_, is_later);
  if (changed_ && heap_.front().id == id) changed_();
  return id;
}

void TimerQueue::cancel(Id id) noexcept {
  functions_.erase(id);
}

void TimerQueue::pop() {
  std::ranges::pop_heap(heap_, is_later);
  heap_.pop_back();
}

std::optional<TimerQueue::Time> TimerQueue::next() {
  while (!heap_.empty() && !functions_.contains(heap_.front().id)) pop();
  if (heap_.empty()) return std::nullopt;
  return heap_.front().at;
}

void TimerQueue::run_due(Time now) {
  for (std::optional<Time> at = next(); at && *at <= now; at = next()) {
    auto found = functions_.extract(heap_.front().id);
    pop();
    found.mapped()();
  }
}

}  // namespace vgen
