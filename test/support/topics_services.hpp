/// The services of the API with topics.
#pragma once

#include "test/golden/topics/topics_api.hpp"

#include <vgen/runtime.hpp>

#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace news {

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
  void keep(vgen::ChannelHandle<Event> handle) {
    const std::lock_guard lock(mutex_);
    handles_.push_back(std::move(handle));
  }
  [[nodiscard]] std::vector<vgen::ChannelHandle<Event>> handles() {
    const std::lock_guard lock(mutex_);
    return handles_;
  }

 private:
  std::mutex mutex_;
  std::vector<vgen::ChannelHandle<Event>> handles_;
  std::vector<std::string> events_;
};

struct Services {
  Singletons& singletons;
  vgen::Call& call;
};

/// The API, for a host. "Bearer NAME" is the session of NAME.
vgen::Api make(Singletons& singletons);

}  // namespace news
