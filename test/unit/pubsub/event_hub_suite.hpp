/// What every `EventHub` must do. A new hub calls `check_event_hub` with a function that makes one.
#pragma once

#include <vgen/pubsub/event_hub.hpp>

#include <functional>
#include <memory>

namespace vgen_test {

/// Runs all checks. `make` returns a hub without topics each time. `settle` returns when everything
/// that was published has reached the listeners; a hub in memory needs nothing.
void check_event_hub(
    const std::function<std::shared_ptr<vgen::EventHub>()>& make,
    const std::function<void()>& settle = [] {});

}  // namespace vgen_test
