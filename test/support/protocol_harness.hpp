/// The HTTP protocol of a server without a server: bytes in, bytes out, and a manual clock.
#pragma once

#include "test/support/sample_services.hpp"

#include <vgen/channel/websocket_limits.hpp>
#include <vgen/http/host.hpp>
#include <vgen/http/origin.hpp>
#include <vgen/server/options.hpp>
#include <vgen/testing/memory_log.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace vgen_test {

/// One connection to the sample API, or to another one. Set `limits` before the first `send`.
class ProtocolHarness {
 public:
  ProtocolHarness();
  virtual ~ProtocolHarness();
  ProtocolHarness(const ProtocolHarness&) = delete;
  ProtocolHarness& operator=(const ProtocolHarness&) = delete;

  sample::Singletons singletons{};
  vgen::HttpLimits limits{};
  vgen::WebsocketLimits websocket{};
  vgen::StreamOptions streams{};
  vgen::AllowedHosts hosts{{}};
  vgen::AllowedOrigins origins{{}};
  /// What surrounds the requests: the access log, the rate limit, proxies. The client is at
  /// 192.0.2.1.
  vgen::ServerOptions around{};
  bool shows_ids = false;  ///< Whether answers keep their `X-Request-Id`.
  vgen::testing::MemoryLog log{};
  bool takes_output = true;  ///< Whether the client reads its answers.
  bool stuck = false;        ///< Whether it had read too little at the last check.
  std::size_t receives = 0;  ///< The number of times that bytes were received,
  std::size_t sends = 0;     ///< and that bytes were sent.

  /// Passes the text to the protocol, at most `piece` bytes at once, and returns the answers. Text
  /// that the protocol does not accept yet waits.
  std::string send(std::string_view text, std::size_t piece = std::string_view::npos);
  /// The client stops sending.
  std::string end_input();
  /// Moves the clock forward and lets the protocol check it. Returns the answers.
  std::string pass(std::chrono::milliseconds time);
  /// Runs coroutines until none can continue. Returns the answers.
  std::string run();
  void begin_stop();
  /// The client closes its side, or its connection breaks.
  void peer_closed();

  /// The output that waits for a client that does not read.
  [[nodiscard]] std::string pending() const;
  /// The memory of that output, in bytes.
  [[nodiscard]] std::size_t unsent() const;
  /// The client reads this many bytes of it.
  void take(std::size_t bytes);
  [[nodiscard]] bool wants_input() const;
  [[nodiscard]] bool running() const;
  [[nodiscard]] bool finished() const;
  [[nodiscard]] bool usable() {
    return send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200 OK\r\n");
  }

  /// Sends one request as cheaply as possible; it must fit in the input space. Returns whether the
  /// answer has status 200 or 201.
  bool exchange(std::string_view request);

 protected:
  /// The API behind the connection.
  [[nodiscard]] virtual vgen::Apis apis();

 private:
  class State;
  State& state();
  [[nodiscard]] std::string answers_after(std::size_t before) const;

  std::unique_ptr<State> state_;
};

}  // namespace vgen_test
