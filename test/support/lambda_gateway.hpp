/// What stands in front of a function of AWS Lambda, for tests: the runtime API that hands out
/// events, and a gateway that makes events of HTTP requests. It shares no code with the host.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace vgen_test {

/// Listens at two free ports of this machine from the start, and stops at the end. For any thread.
class LambdaGateway {
 public:
  /// What a function has made of an event.
  struct Outcome {
    std::string error_type{};  ///< Empty if it is an answer.
    std::string json{};

    bool operator==(const Outcome&) const = default;
  };
  /// The ways in which the runtime API may behave.
  struct Behaviour {
    bool chunked = false;           ///< Events are sent in chunks.
    bool closes = false;            ///< Each answer is the last one of its connection.
    bool drops_first_kept = false;  ///< Closes a connection that is kept, once, without an answer.
    unsigned next_status = 200;     ///< Of the answer to the question for an event.
    unsigned outcome_status = 202;  ///< Of the answer to an outcome.
  };

  LambdaGateway() : LambdaGateway(Behaviour{}) {}
  explicit LambdaGateway(const Behaviour& behaviour);
  ~LambdaGateway();
  LambdaGateway(const LambdaGateway&) = delete;
  LambdaGateway& operator=(const LambdaGateway&) = delete;

  /// The value of AWS_LAMBDA_RUNTIME_API.
  [[nodiscard]] std::string runtime_api() const;
  /// The port at which it takes HTTP requests for the function.
  [[nodiscard]] std::uint16_t port() const;
  /// Hands out an event, and waits for its outcome. `time`: what Lambda allows for it. An outcome
  /// of type "Gone" if the runtime API stops before.
  Outcome invoke(const std::string& event,
                 std::chrono::milliseconds time = std::chrono::seconds(30));
  /// Returns when a function has asked for an event. False if none does within ten seconds.
  bool wait_for_function();
  /// What a function that cannot start has said; none if it has not.
  [[nodiscard]] std::optional<std::string> init_error() const;
  /// Goes away, as a crashed runtime API does.
  void stop();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace vgen_test
