#pragma once

#include "store.hpp"
#include "todo_api.hpp"

#include <vgen/runtime.hpp>

namespace todo {

/// Made once and shared by all threads.
struct Singletons {
  Store store;
};

/// Made for each call.
struct Services {
  Store& store;
};

}  // namespace todo
