/// Reads the JSON of an event.
#pragma once

#include "event.hpp"

#include <string_view>

namespace vgen::lambda {

/// Recognises an event by its members: an HTTP request of API Gateway or of a function URL, a tick
/// of an EventBridge rule or of EventBridge Scheduler, or `{"task": NAME}`. All else is a fault.
[[nodiscard]] Event read_event(std::string_view json);

}  // namespace vgen::lambda
