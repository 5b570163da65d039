#include "frame.hpp"
#include "queue.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace vgen::client::detail {

/// Ends the wait of somebody, from any thread.
struct Queue::Leave {
  std::weak_ptr<Queue> queue;
  std::weak_ptr<Waiter> waiter;

  void operator()() const {
    const auto alive = queue.lock();
    if (alive == nullptr) return;
    boost::asio::post(alive->loop_->context(), [queue = queue, waiter = waiter] {
      const auto from = queue.lock();
      const auto waiting = waiter.lock();
      if (from != nullptr && waiting != nullptr) from->leave(waiting.get());
    });
  }
};

struct Queue::Waiter {
  std::function<void(std::optional<FeedItem>)> done{};
  std::optional<std::stop_callback<Leave>> stop{};
};

std::optional<FeedItem> Queue::next(std::optional<std::chrono::milliseconds> time) {
  if (loop_->is_here()) throw std::logic_error("a hook of a client cannot wait for a stream");
  std::unique_lock lock(mutex_);
  const auto is_ready = [&] { return !items_.empty() || outcome_.has_value(); };
  if (!time) {
    changed_.wait(lock, is_ready);
  } else {
    changed_.wait_for(lock, *time, is_ready);
  }
  return take();
}

/// The lock is held.
std::optional<FeedItem> Queue::take() {
  if (items_.empty()) return std::nullopt;
  FeedItem item = std::move(items_.front());
  items_.pop_front();
  if (!item.id.empty()) last_id_ = item.id;
  if (on_taken) {
    boost::asio::post(loop_->context(), [self = shared_from_this(), left = items_.size()] {
      if (self->on_taken) self->on_taken(left);
    });
  }
  return item;
}

void Queue::start_next(std::function<void(std::optional<FeedItem>)> done, std::stop_token stop) {
  auto waiter = std::make_shared<Waiter>();
  waiter->done = std::move(done);
  boost::asio::post(loop_->context(),
                    [self = shared_from_this(), waiter, stop = std::move(stop)]() mutable {
                      {
                        const std::lock_guard lock(self->mutex_);
                        self->waiters_.push_back(waiter);
                      }
                      waiter->stop.emplace(std::move(stop), Leave{self, waiter});
                      self->serve();
                    });
}

/// On the client's thread.
void Queue::leave(Waiter* waiter) {
  std::shared_ptr<Waiter> found;
  {
    const std::lock_guard lock(mutex_);
    const auto at = std::ranges::find(waiters_, waiter, &std::shared_ptr<Waiter>::get);
    if (at == waiters_.end()) return;
    found = *at;
    waiters_.erase(at);
  }
  found->done(std::nullopt);
}

/// Gives what is there to those who wait. On the client's thread.
void Queue::serve() {
  for (;;) {
    std::shared_ptr<Waiter> waiter;
    std::optional<FeedItem> item;
    {
      const std::lock_guard lock(mutex_);
      if (waiters_.empty() || (items_.empty() && !outcome_)) return;
      waiter = waiters_.front();
      waiters_.pop_front();
      item = take();
    }
    waiter->done(std::move(item));
  }
}

bool Queue::has_ended() const {
  const std::lock_guard lock(mutex_);
  return items_.empty() && outcome_.has_value();
}

bool Queue::is_finished() const {
  const std::lock_guard lock(mutex_);
  return outcome_.has_value();
}

std::size_t Queue::size() const {
  const std::lock_guard lock(mutex_);
  return items_.size();
}

CallResult<void> Queue::end() const {
  const std::lock_guard lock(mutex_);
  return result_of(method_, route_, outcome_.value_or(value_answer({})));
}

std::string Queue::last_id() const {
  const std::lock_guard lock(mutex_);
  return last_id_;
}

void Queue::push(FeedItem item) {
  {
    const std::lock_guard lock(mutex_);
    if (outcome_) return;
    if (items_.size() >= longest_queue && !on_taken) make_room(items_);
    items_.push_back(std::move(item));
  }
  changed_.notify_one();
  serve();
}

void Queue::finish(Outcome outcome) {
  {
    const std::lock_guard lock(mutex_);
    if (outcome_) return;
    outcome_ = std::move(outcome);
  }
  changed_.notify_all();
  serve();
}

void Queue::close() {
  end_early(value_answer({}));
}

void Queue::fail(std::string reason) {
  end_early(TransportProblem{.kind = TransportKind::decode, .detail = std::move(reason)});
}

void Queue::end_early(Outcome outcome) {
  {
    const std::lock_guard lock(mutex_);
    items_.clear();
    if (outcome_ && std::holds_alternative<HttpAnswer>(outcome)) return;
    outcome_ = std::move(outcome);
  }
  changed_.notify_all();
  boost::asio::post(loop_->context(), [self = shared_from_this()] {
    self->serve();
    if (self->on_closed) self->on_closed();
  });
}

}  // namespace vgen::client::detail
