/// The services of the API with RPC.
#pragma once

#include "test/golden/rpc/rpc_api.hpp"

#include <vgen/runtime.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace desk {

/// Only for the thread of the client.
struct Singletons {
  std::vector<std::string> notes{};
  std::vector<std::function<void()>> waiting{};

  /// Lets the functions that wait go on.
  void release() {
    const std::vector<std::function<void()>> all = std::exchange(waiting, {});
    for (const auto& go_on : all) go_on();
  }
  /// The same for the one that began last.
  void release_last() {
    const std::function<void()> last = std::move(waiting.back());
    waiting.pop_back();
    last();
  }
};

struct Services {
  Singletons& singletons;
  vgen::Call& call;
};

/// The API, for a host. "Bearer NAME" is the session of NAME.
vgen::Api make(Singletons& singletons);

}  // namespace desk
