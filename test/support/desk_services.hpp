/// The services of the API whose channel has a state.
#pragma once

#include "test/golden/desk/desk_api.hpp"

#include <vgen/runtime.hpp>

#include <string>
#include <vector>

namespace desk {

/// For one thread.
struct Singletons {
  std::vector<std::string> events{};
  Draft* kept = nullptr;  ///< What a function must not do: the state of an earlier event.
};

struct Services {
  Singletons& singletons;
  vgen::Call& call;
};

/// The API, for a host. "Bearer NAME" is the session of NAME.
vgen::Api make(Singletons& singletons);

}  // namespace desk
