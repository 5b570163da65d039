/// HTTP/1.1 on one connection (RFC 9112), without I/O and without its own clock.
#pragma once

#include "input_buffer.hpp"
#include "output_buffer.hpp"
#include "protocol.hpp"
#include "protocol_host.hpp"

#include <vgen/core/error.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace vgen::server {

/// Requests are answered one after the other, in order. While a coroutine runs, nothing more is
/// read. Answers to pipelined requests are combined and sent at once.
///
/// Text is used where it was received. Only a rest, usually an incomplete request, is copied.
/// Between requests a connection has no memory except this object.
class HttpProtocol final : public Protocol, private Completion {
 public:
  /// Both must outlive it.
  HttpProtocol(ProtocolHost& host, Driver& driver, std::string remote_address);
  ~HttpProtocol() override;

  [[nodiscard]] bool wants_input() const noexcept override {
    return phase_ != Phase::running && phase_ != Phase::closing && !end_of_input_ &&
           !output_.full();
  }
  [[nodiscard]] std::span<char> input_space() override;
  void received(std::string_view bytes) override;
  void received_end() override;
  /// A running coroutine sees this only by its stop token, because the client may still read the
  /// answer. A stream ends.
  void peer_closed() noexcept override;

  [[nodiscard]] Pieces pending() override;
  /// When everything was sent, continues with requests that waited for room.
  bool sent(std::size_t bytes) override;
  [[nodiscard]] std::size_t unsent() const noexcept override { return output_.unsent(); }

  [[nodiscard]] bool finished() const noexcept override {
    return phase_ == Phase::closing || given_up_;
  }
  [[nodiscard]] bool busy() const noexcept override {
    return phase_ == Phase::head || phase_ == Phase::body || phase_ == Phase::running ||
           !output_.empty();
  }
  [[nodiscard]] bool running() const noexcept override { return phase_ == Phase::running; }

  void tick() override;
  /// The next answer is the last one. A stream ends.
  void begin_stop() noexcept override;
  void stop_running(StopReason reason) noexcept override;
  CutOff cut_off() noexcept override;
  [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> idle_since()
      const noexcept override {
    if (phase_ != Phase::idle || !text_.empty() || !output_.empty()) return std::nullopt;
    return since_;
  }

 private:
  enum class Phase : unsigned char {
    idle,     // between requests
    head,     // a part of a head has arrived
    body,     // the head is complete
    running,  // a coroutine runs
    drain,    // answered before the body was read
    closing,
  };
  /// The place of text that was received and not used yet.
  enum class Place : unsigned char {
    kept,  // in our own buffer
    loop,  // in the loop's buffer, which other connections will use
    lent,  // in the same buffer, but the exchange has it as long as needed
  };

  using Chunks = ChunkReader::Outcome;
  class StreamAnswer;

  void completed(HostedCall& call) noexcept override;

  void enter(Phase phase) noexcept;
  void go_on();
  void go_on_with_room();
  void advance();
  void settle();
  void take(std::size_t bytes) noexcept { text_.remove_prefix(bytes); }
  [[nodiscard]] Exchange& exchange() {
    if (exchange_ == nullptr) exchange_ = host_.exchanges.take();
    return *exchange_;
  }
  void end_exchange() noexcept;
  void forget_request();
  [[nodiscard]] Request& request() noexcept { return exchange_->call.next_request(); }

  bool take_head();
  bool skip_empty_lines();
  [[nodiscard]] bool may_be_complete() noexcept;
  bool refuse_head(HeadOutcome outcome);
  bool refuse_head(ErrorKind kind, std::string_view detail);
  bool refuse_target();
  [[nodiscard]] bool is_host_allowed() const noexcept;
  bool head_complete();
  bool route_head();
  void keep_head();
  void wait_for_body(std::uint64_t limit);
  bool begin_body(std::size_t limit);
  bool take_body();
  bool refuse_form();
  bool begin_form();
  bool take_form();
  bool feed_form();
  bool refuse_parts(bool complete);
  [[nodiscard]] std::uint64_t body_missing() const noexcept;
  void add_to_body(std::string_view& bytes);
  Chunks take_chunks(InputBuffer* body);
  bool refuse_chunks();
  bool take_drain();
  [[nodiscard]] bool waits_for_continue() const noexcept;
  [[nodiscard]] bool has_wrong_media_type() const noexcept;
  void want_drain();
  void run();
  bool begin_extras();
  bool begin_event();
  void end_extras(const Response& response);
  void end_around(int status, std::uint64_t bytes);
  void open_stream();
  void begin_stream_body();
  void end_stream();
  void answer_preflight();
  void open_channel();
  bool refuse_upgrade();
  [[nodiscard]] bool is_foreign_page();
  void become_websocket();
  void suspend();
  void check_deadline();
  void give_up(ErrorKind kind, std::string_view detail);
  void time_out(std::string_view detail);
  void reject(ErrorKind kind, int status, std::string_view detail,
              std::string_view request_id = {});
  void respond();
  void finish_answer();
  void add_body(Response& response);
  void add_source(std::shared_ptr<BodySource> source);
  void lose_output(const std::exception& error);
  void next_request();
  void next_after_form();
  [[nodiscard]] std::chrono::steady_clock::duration in_phase() const noexcept {
    return *host_.now - since_;
  }

  ProtocolHost& host_;
  Driver& driver_;
  std::string remote_address_;

  std::string_view text_;  ///< Received and not used yet.
  InputBuffer kept_;
  Exchange* exchange_ = nullptr;  ///< Lent, for the present request.
  OutputBuffer output_;
  std::unique_ptr<StreamAnswer> stream_;  ///< Null if the present request does not ask for one.

  Phase phase_ = Phase::idle;
  Place place_ = Place::kept;
  bool keep_alive_ = true;
  bool stopping_ = false;
  bool in_handle_ = false;
  bool completed_inline_ = false;
  bool end_of_input_ = false;
  bool peer_closed_ = false;
  bool fresh_ = true;            ///< No byte has arrived yet.
  bool given_up_ = false;        ///< Answered, although the coroutine still runs.
  bool waits_for_room_ = false;  ///< Stopped because too much output is waiting. Also while a
                                 ///< stream runs.
  bool drain_ = false;           ///< The body must still be read after the answer.
  std::uint32_t scanned_ = 0;    ///< Bytes of an incomplete head that were already scanned.
  std::chrono::steady_clock::time_point since_;
};

}  // namespace vgen::server
