/// The HTTP protocol of a server without a server: bytes in, bytes out, time by hand.
#pragma once

#include "test/support/sample_services.hpp"

#include <vgen/testing/memory_log.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace vgen_test {

/// One connection to the sample API. Set `limits` before the first `send`.
class ProtocolHarness {
 public:
  ProtocolHarness();
  virtual ~ProtocolHarness();
  ProtocolHarness(const ProtocolHarness&) = delete;
  ProtocolHarness& operator=(const ProtocolHarness&) = delete;

  sample::Singletons singletons{};
  vgen::HttpLimits limits{};
  vgen::testing::MemoryLog log{};
  bool takes_output = true;  ///< Whether the client takes in its answers.
  bool stuck = false;        ///< Whether it took in too little, at the last look.
  std::size_t receives = 0;  ///< How often bytes were handed in,
  std::size_t sends = 0;     ///< and how often some were sent.

  /// Hands in the text, at most `piece` bytes at once, and gives what was answered to it. What the
  /// protocol does not want waits.
  std::string send(std::string_view text, std::size_t piece = std::string_view::npos);
  /// The client sends no more.
  std::string end_input();
  /// Lets time pass and looks at the clock; gives what was answered.
  std::string pass(std::chrono::milliseconds time);
  /// Lets coroutines run until none can go on; gives what was answered.
  std::string run();
  void begin_stop();
  /// The client has closed its side, or is gone.
  void peer_closed();

  /// What waits for a client that takes in nothing.
  [[nodiscard]] std::string_view pending() const;
  /// How much memory that takes.
  [[nodiscard]] std::size_t unsent() const;
  /// The client takes in so many bytes of it.
  void take(std::size_t bytes);
  [[nodiscard]] bool wants_input() const;
  [[nodiscard]] bool running() const;
  [[nodiscard]] bool finished() const;
  [[nodiscard]] bool usable() {
    return send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200 OK\r\n");
  }

  /// As cheap as it can be: one request, which the input space must hold. True if it was answered
  /// with 200 or 201.
  bool exchange(std::string_view request);

 private:
  class State;
  State& state();

  std::unique_ptr<State> state_;
};

}  // namespace vgen_test
