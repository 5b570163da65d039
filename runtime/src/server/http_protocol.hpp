/// HTTP/1.1 on one connection (RFC 9112), without I/O and without a clock of its own: bytes go in,
/// bytes come out.
#pragma once

#include "chunk_reader.hpp"
#include "input_buffer.hpp"
#include "output_buffer.hpp"
#include "request_head.hpp"

#include <vgen/core/error.hpp>
#include <vgen/dispatch/dispatcher.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/server/options.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::server {

/// What the connections of one event loop share. All of it outlives them.
struct ProtocolHost {
  const Dispatcher* dispatcher = nullptr;
  const HttpLimits* limits = nullptr;
  CallHost call{};
  /// `Date: …` with its line ending; refreshed by the loop.
  const std::string* date = nullptr;
  /// The loop's time; refreshed by the loop once a tick, so that no request asks the system for it.
  const std::chrono::steady_clock::time_point* now = nullptr;
};

/// The protocol of one connection. Whoever drives it reads into `input_space` while `wants_input`,
/// tells what was `received`, sends `pending` and tells what was `sent`, calls `tick` now and then,
/// and closes when `finished`.
///
/// Requests are answered one after the other in their order; while a coroutine runs, nothing
/// further is read. Answers to pipelined requests are put together and sent at once.
class HttpProtocol final : private Completion {
 public:
  /// Who drives.
  class Driver {
   public:
    /// A coroutine has ended: there is something to send, or the connection is finished. Not called
    /// from within the functions below.
    virtual void resumed() noexcept = 0;

   protected:
    Driver() = default;
    ~Driver() = default;
    Driver(const Driver&) = default;
    Driver& operator=(const Driver&) = default;
  };

  /// The host must outlive it.
  HttpProtocol(const ProtocolHost& host, Driver& driver, std::string remote_address);
  HttpProtocol(const HttpProtocol&) = delete;
  HttpProtocol& operator=(const HttpProtocol&) = delete;

  [[nodiscard]] bool wants_input() const noexcept {
    return phase_ != Phase::running && phase_ != Phase::closing && !end_of_input_ &&
           !output_.full();
  }
  /// Where to read to; at least a few hundred bytes, unless the rest of a body is shorter. Valid
  /// until the next call of anything.
  [[nodiscard]] std::span<char> input_space();
  void received(std::size_t bytes);
  /// The client sends no more.
  void received_end();
  /// The client sends no more, or is gone: known before all that it sent was read. Told to a
  /// running coroutine by its stop token only, for it may still take in the answer.
  void peer_closed() noexcept;

  [[nodiscard]] std::array<std::string_view, 2> pending() const noexcept {
    return output_.pending();
  }
  [[nodiscard]] bool has_pending() const noexcept { return !output_.empty(); }
  /// Goes on with requests that waited for room, when everything was sent.
  void sent(std::size_t bytes);

  /// Nothing more comes out: close when everything is sent.
  [[nodiscard]] bool finished() const noexcept { return phase_ == Phase::closing; }
  /// Whether a request is being taken in or answered.
  [[nodiscard]] bool busy() const noexcept {
    return phase_ == Phase::body || phase_ == Phase::running || has_pending();
  }
  /// Whether a coroutine runs: then the protocol must stay alive.
  [[nodiscard]] bool running() const noexcept { return phase_ == Phase::running; }

  /// Looks at the time. True: the client does not take in its answers; close at once.
  [[nodiscard]] bool tick();
  /// The next answer is the last one.
  void begin_stop() noexcept { stopping_ = true; }
  /// Asks a running coroutine to give up: the client is gone or the server stops.
  void stop_running(StopReason reason) noexcept;

 private:
  enum class Phase : unsigned char {
    idle,     // between requests
    head,     // a part of a head has arrived
    body,     // the head is complete
    running,  // a coroutine is at work
    drain,    // answered without having read the body
    closing,
  };

  using Chunks = ChunkReader::Outcome;

  void completed(HostedCall& call) noexcept override;

  void enter(Phase phase) noexcept;
  void advance();
  bool take_head();
  bool skip_empty_lines();
  [[nodiscard]] bool may_be_complete(std::string_view text) noexcept;
  bool refuse_head(bool too_large);
  bool head_complete();
  bool begin_body(std::size_t limit);
  bool take_body();
  [[nodiscard]] std::span<char> body_space();
  Chunks take_chunks(std::string* body);
  bool refuse_chunks();
  bool take_drain();
  [[nodiscard]] bool waits_for_continue() const noexcept;
  void want_drain();
  void run();
  void time_out(std::string_view detail);
  void reject(ErrorKind kind, int status, std::string_view detail);
  void respond();
  void next_request();
  [[nodiscard]] std::chrono::steady_clock::duration in_phase() const noexcept {
    return *host_.now - since_;
  }

  const ProtocolHost& host_;
  Driver& driver_;
  std::string remote_address_;

  InputBuffer input_;   ///< Holds the head as long as its request lives.
  InputBuffer chunks_;  ///< Chunks that arrive after the head.
  InputBuffer* source_ = &input_;
  OutputBuffer output_;

  RequestHead head_{};
  std::vector<Header> headers_;
  ChunkReader chunk_reader_;
  std::string body_;  ///< Of a request whose body was not complete with its head.
  Target target_{};
  HostedCall call_;
  Request& request_ = call_.next_request();

  Phase phase_ = Phase::idle;
  bool keep_alive_ = true;
  bool stopping_ = false;
  bool in_handle_ = false;
  bool completed_inline_ = false;
  bool end_of_input_ = false;
  bool peer_closed_ = false;
  bool waits_for_room_ = false;  ///< Went no further because of what waits to be sent.
  bool drain_ = false;           ///< After the answer the body is still to come.
  std::size_t scanned_ = 0;      ///< Bytes of an incomplete head that were looked at.
  std::size_t body_filled_ = 0;  ///< Of `body_`.
  std::uint64_t body_left_ = 0;  ///< Of a body with Content-Length that is drained.
  std::size_t drain_budget_ = 0;
  std::chrono::steady_clock::time_point since_;
  std::chrono::steady_clock::time_point last_sent_;
};

}  // namespace vgen::server
