/// The rest of an event, as a middleware sees it.
#pragma once

#include <vgen/api.hpp>

namespace vgen {

struct MiddlewareRun;

/// Everything behind a middleware: further middleware, the session, permissions, the input, the
/// function. Valid until the middleware has ended. Only for the thread of the event.
class Next {
 public:
  Next(const Next&) = delete;
  Next& operator=(const Next&) = delete;

  /// Runs the rest and returns when the event has its answer. What is thrown in the rest is already
  /// an answer, so this does not throw it. Throws `std::logic_error` if it is called twice.
  Task<void> operator()();

 private:
  friend struct MiddlewareRun;
  explicit Next(MiddlewareRun& run) : run_(run) {}

  MiddlewareRun& run_;
};

}  // namespace vgen
