/// The services of test/golden/jobs.
#pragma once

#include "test/golden/jobs/jobs_api.hpp"

#include <vgen/runtime.hpp>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace jobs {

/// Used by all threads at once.
class Singletons {
 public:
  void count(const std::string& name) {
    const std::lock_guard lock(mutex_);
    ++runs_[name];
    changed_.notify_all();
  }
  [[nodiscard]] std::map<std::string, int> runs() const {
    const std::lock_guard lock(mutex_);
    return runs_;
  }

  /// Blocks the thread until `release`, or until a stop is requested. Returns false then.
  bool block(const std::string& name, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    inside_.push_back(name);
    threads_.push_back(std::this_thread::get_id());
    changed_.notify_all();
    const bool released = changed_.wait(lock, stop, [this] { return open_; });
    std::erase(inside_, name);
    changed_.notify_all();
    return released;
  }
  /// Returns when so many functions block.
  void wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return inside_.size() == count; });
  }
  /// Returns when a task has run so many times.
  void wait_for_runs(const std::string& name, int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return runs_[name] >= count; });
  }
  void release() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  [[nodiscard]] std::vector<std::thread::id> threads() const {
    const std::lock_guard lock(mutex_);
    return threads_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::map<std::string, int> runs_;
  std::vector<std::string> inside_;
  std::vector<std::thread::id> threads_;
  bool open_ = false;
};

struct Services {
  Singletons& singletons;
  vgen::Call& call;
};

/// Runs of the middleware, which gets no services.
int around_runs();

/// The API with these services.
[[nodiscard]] vgen::Api make(Singletons& singletons);

}  // namespace jobs
