/// Threads for functions that block.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace vgen {

/// A bounded queue of jobs, and the threads that run them in its order. Any thread may use it.
class WorkerPool {
 public:
  /// Owned by who posts it. It must live until it has run, was removed, or the pool has stopped.
  class Job {
   public:
    /// Called on a thread of the pool.
    virtual void work() noexcept = 0;

   protected:
    Job() = default;
    ~Job() = default;
    Job(const Job&) = default;
    Job& operator=(const Job&) = default;
  };

  /// `threads`: at least 1. `waiting`: the jobs that may wait for a thread.
  WorkerPool(unsigned threads, std::size_t waiting);
  ~WorkerPool() { stop(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Waits for the jobs that run. Those that wait do not run, and no further one is taken.
  void stop() noexcept;
  /// Returns false if the queue is full, or the pool has stopped.
  [[nodiscard]] bool post(Job& job);
  struct Load {
    std::size_t threads = 0;
    std::size_t busy = 0;     ///< Threads with a job.
    std::size_t waiting = 0;  ///< Jobs without a thread.
  };
  [[nodiscard]] Load load() const;
  /// Takes a job out of the queue. Returns false if it has begun or ended.
  bool remove(Job& job) noexcept;

 private:
  void run() noexcept;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job*> waiting_;
  std::size_t idle_;  ///< Threads without a job.
  const std::size_t most_waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace vgen
