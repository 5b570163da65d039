/// The services of the API whose subscribers see each other.
#pragma once

#include "test/golden/presence/presence_api.hpp"

#include <vgen/runtime.hpp>

namespace office {

struct Singletons {};

struct Services {
  vgen::Call& call;
};

/// The API, for a host. "Bearer NAME" is the session of NAME.
vgen::Api make(Singletons& singletons);

}  // namespace office
