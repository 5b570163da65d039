/// The client of Lambda's runtime API.
#pragma once

#include "lambda_host.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vgen::lambda {

/// Asks for events and gives back what comes of them, over one connection that waits as long as
/// Lambda likes. All functions but `stop` belong to one thread. They throw `std::runtime_error`
/// with one sentence if the runtime API cannot be reached or speaks otherwise than it should.
class RuntimeApi {
 public:
  /// `address`: `HOST:PORT`, perhaps with a path, as in AWS_LAMBDA_RUNTIME_API. Connects when it is
  /// used.
  explicit RuntimeApi(std::string_view address);
  ~RuntimeApi();
  RuntimeApi(const RuntimeApi&) = delete;
  RuntimeApi& operator=(const RuntimeApi&) = delete;

  /// The next event; none after `stop`.
  [[nodiscard]] std::optional<Invocation> next();
  /// Reports the outcome of an event. Returns false if Lambda does not take it: because the event
  /// is over, or the answer is too large.
  [[nodiscard]] bool report(const std::string& id, const Outcome& outcome);
  /// The program cannot serve any event.
  void report_init_error(std::string_view message);
  /// No further event is asked for; the present one may end. For any thread.
  void stop();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace vgen::lambda
