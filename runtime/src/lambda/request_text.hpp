/// An event as the HTTP/1.1 request that it was.
#pragma once

#include "event.hpp"

#include <string>

namespace vgen::lambda {

/// Why the event cannot be written as a request: a method, a name or a value that could become
/// another line. Empty if it can.
[[nodiscard]] std::string refuse_request(const HttpEvent& event);

/// The request, head and body. Fields that belong to a connection are left out, and it is the last
/// one of its connection. The event must not be one that is refused.
[[nodiscard]] std::string request_text(const HttpEvent& event);

}  // namespace vgen::lambda
