/// The services of the sample API.
#pragma once

#include "test/support/sample_api.hpp"

#include <vgen/runtime.hpp>

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sample {

/// Lets the coroutines of `wait` continue. For any thread.
class Gate {
 public:
  /// Called by `wait` when it begins to wait.
  void enter(std::function<void()> release) {
    std::function<void()> tell;
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(release));
      tell = entered_;
    }
    if (tell) tell();
  }
  /// Lets all of them continue.
  void open() {
    std::vector<std::function<void()>> all;
    {
      const std::lock_guard lock(mutex_);
      all.swap(waiting_);
    }
    for (const auto& release : all) release();
  }
  void on_enter(std::function<void()> function) {
    const std::lock_guard lock(mutex_);
    entered_ = std::move(function);
  }

 private:
  std::mutex mutex_;
  std::vector<std::function<void()>> waiting_;
  std::function<void()> entered_;
};

struct Singletons {
  Gate gate{};
  std::atomic<int> alive{};  ///< The number of services that exist.
  std::mutex mutex{};
  std::vector<std::string> events{};

  void note(std::string event) {
    const std::lock_guard lock(mutex);
    events.push_back(std::move(event));
  }
};

struct Services {
  Services(Singletons& of, vgen::Call& event) : singletons(of), call(event) { ++singletons.alive; }
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;
  ~Services() { --singletons.alive; }

  Singletons& singletons;
  vgen::Call& call;
};

/// "Bearer NAME" is the session of NAME; "Bearer !" makes the resolver throw.
std::optional<Session> resolve_session(Singletons& singletons, const vgen::Request& request);

/// The API, for a host.
vgen::Api make(Singletons& singletons);

}  // namespace sample
