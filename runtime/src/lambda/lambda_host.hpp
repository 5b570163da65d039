/// APIs as the function of AWS Lambda: from an event to what comes of it.
#pragma once

#include "event.hpp"

#include <vgen/dispatch/api.hpp>
#include <vgen/server/options.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace vgen::lambda {

/// One event, as the runtime API hands it out.
struct Invocation {
  std::string id{};        ///< Lambda's id of the request.
  std::string trace_id{};  ///< For X-Ray; empty for none.
  /// When Lambda ends the process; the far future if it does not say so.
  std::chrono::system_clock::time_point deadline = std::chrono::system_clock::time_point::max();
  std::string event{};  ///< JSON.

  bool operator==(const Invocation&) const = default;
};

/// What comes of an event.
struct Outcome {
  std::string json{};        ///< The answer, or the error.
  std::string error_type{};  ///< Empty if it is an answer.

  bool operator==(const Outcome&) const = default;
};

/// Serves events one after the other, on the thread that calls it.
class LambdaHost {
 public:
  /// The time before Lambda's deadline at which a request gets its answer.
  static constexpr std::chrono::milliseconds margin{500};
  /// The largest answer that Lambda passes on, in bytes.
  static constexpr std::size_t most_bytes = 6'291'556;

  /// Of the options, those about listening, threads and TLS have no effect. Throws as
  /// `vgen::Server` does.
  LambdaHost(Apis apis, ServerOptions options);
  ~LambdaHost();
  LambdaHost(const LambdaHost&) = delete;
  LambdaHost& operator=(const LambdaHost&) = delete;

  /// Every event gets an outcome: a request that fails has an answer that says so; all else that
  /// fails is an error.
  [[nodiscard]] Outcome handle(const Invocation& invocation);

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace vgen::lambda
