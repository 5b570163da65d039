#include <vgen/dispatch/worker_pool.hpp>

#include <pthread.h>
#include <signal.h>

#include <algorithm>

namespace vgen {
namespace {

/// Signals are for the threads of the program. A thread starts with the mask of the one that made
/// it.
class BlockedSignals {
 public:
  BlockedSignals() noexcept {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  ~BlockedSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  BlockedSignals(const BlockedSignals&) = delete;
  BlockedSignals& operator=(const BlockedSignals&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

WorkerPool::WorkerPool(unsigned threads, std::size_t waiting)
    : idle_(std::max(1U, threads)), most_waiting_(waiting) {
  const BlockedSignals blocked;
  for (std::size_t i = 0; i < idle_; ++i) threads_.emplace_back([this] { run(); });
}

void WorkerPool::stop() noexcept {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

bool WorkerPool::post(Job& job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_.size() >= idle_ + most_waiting_) return false;
    waiting_.push_back(&job);
  }
  changed_.notify_one();
  return true;
}

WorkerPool::Load WorkerPool::load() const {
  const std::lock_guard lock(mutex_);
  return {.threads = threads_.size(),
          .busy = threads_.size() - std::min(idle_, threads_.size()),
          .waiting = waiting_.size()};
}

bool WorkerPool::remove(Job& job) noexcept {
  const std::lock_guard lock(mutex_);
  return std::erase(waiting_, &job) != 0;
}

void WorkerPool::run() noexcept {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    Job& job = *waiting_.front();
    waiting_.pop_front();
    --idle_;
    lock.unlock();
    job.work();
    lock.lock();
    ++idle_;
  }
}

}  // namespace vgen
