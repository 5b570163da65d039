/// The services of the API with a websocket.
#pragma once

#include "test/golden/live/live_api.hpp"

#include <vgen/runtime.hpp>

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace live {

/// All members are for any thread.
class Singletons {
 public:
  void note(std::string event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
  }
  [[nodiscard]] std::vector<std::string> events() {
    const std::lock_guard lock(mutex_);
    return events_;
  }
  /// A handler waits until `release`.
  void wait(std::function<void()> go_on) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(go_on));
  }
  [[nodiscard]] std::size_t waiting() {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
  }
  void release() {
    std::vector<std::function<void()>> all;
    {
      const std::lock_guard lock(mutex_);
      all.swap(waiting_);
    }
    for (const auto& go_on : all) go_on();
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> events_;
  std::vector<std::function<void()>> waiting_;
};

struct Services {
  Singletons& singletons;
  vgen::Call& call;
};

/// "Bearer NAME" is the session of NAME.
std::optional<Session> resolve_session(Singletons& singletons, const vgen::Request& request);

/// The API, for a host.
vgen::Api make(Singletons& singletons);

}  // namespace live
