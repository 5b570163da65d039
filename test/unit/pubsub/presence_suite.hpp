/// What every `PresenceStore` must do. A new store calls `check_presence_store`.
#pragma once

#include <vgen/pubsub/presence_store.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace vgen_test {

/// Runs all checks. `make` returns a store without members each time. `pass` returns when this time
/// has passed for the store; a store with a clock of its own may really wait.
void check_presence_store(const std::function<std::unique_ptr<vgen::PresenceStore>()>& make,
                          const std::function<void(std::chrono::milliseconds)>& pass);

}  // namespace vgen_test
