/// The services of the API with streams.
#pragma once

#include "test/golden/streams/streams_api.hpp"

#include <vgen/runtime.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace feed {

/// Only for the thread of the client.
struct Singletons {
  std::vector<std::string> notes{};
  std::vector<std::function<void()>> waiting{};
  std::function<void()> on_end{};              ///< Called when a `watch_todo` has ended.
  std::vector<vgen::Stream<Todo>*> watched{};  ///< The streams of `watch_todo` that run.

  /// Lets the functions that wait go on.
  void release() {
    const std::vector<std::function<void()>> all = std::exchange(waiting, {});
    for (const auto& go_on : all) go_on();
  }
};

struct Services {
  Singletons& singletons;
  vgen::Call& call;
};

/// The API, for a host. "Bearer NAME" is the session of NAME.
vgen::Api make(Singletons& singletons);

}  // namespace feed
