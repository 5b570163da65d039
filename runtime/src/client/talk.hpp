#pragma once

#include "core.hpp"
#include "frame.hpp"
#include "queue.hpp"

#include <vgen/client/socket.hpp>
#include <vgen/client/transport.hpp>

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace vgen::client::detail {

/// Messages and their answers over a websocket that connects again when its connection is lost. All
/// of it is on the client's thread, except what is said to be for any thread.
class Talk : public std::enable_shared_from_this<Talk> {
 public:
  using Done = std::function<void(Outcome)>;

  /// `id` is the member with the number of a message.
  Talk(std::shared_ptr<Core> core, Prepared address, SocketOptions options, std::string_view id);
  virtual ~Talk() = default;
  Talk(const Talk&) = delete;
  Talk& operator=(const Talk&) = delete;

  /// Connects. For any thread.
  void begin();
  /// For any thread.
  [[nodiscard]] SocketState state() const;
  void close(std::uint16_t code, const std::string& reason);
  /// Is set when it is closed and its last connection has ended. For any thread.
  [[nodiscard]] std::shared_future<void> ended() const { return ended_future_; }
  [[nodiscard]] Loop& loop() const { return core_->loop(); }
  [[nodiscard]] std::shared_ptr<Loop> shared_loop() const { return core_->shared_loop(); }

  /// Sends a message and waits for the answer with its number.
  std::uint64_t ask(const Prepared& message, const CallOptions& options, std::stop_token stop,
                    Done done);
  /// Sends a message that nothing answers.
  void tell(const Prepared& message, bool is_binary);

  /// What the server sends by itself; null for RPC.
  std::shared_ptr<Queue> messages{};

 protected:
  /// Handles a message of the server.
  virtual void take(const std::string& text) = 0;
  /// The message that brings a token.
  [[nodiscard]] virtual std::string sign_in(std::string_view token) const = 0;
  /// There is a connection again: what lasts longer than one begins anew.
  virtual void resume() = 0;
  /// The connection is lost. With `is_over`, it is for ever.
  virtual void lost(bool is_over, const Outcome& outcome) = 0;
  /// A call that was sent has ended without an answer.
  virtual void abandoned(std::uint64_t /*id*/) {}

  [[nodiscard]] bool is_live() const { return status_ == SocketStatus::live; }
  [[nodiscard]] bool is_closed() const { return status_ == SocketStatus::closed; }
  [[nodiscard]] const Outcome& closed_outcome() const { return closed_outcome_; }
  [[nodiscard]] std::uint64_t next_id() { return ++last_id_; }
  void send(std::string text) { socket_->send(std::move(text), false); }
  /// Whether a call waits for this answer. `answer` makes it from how the value is sent.
  bool answer(std::uint64_t id, const std::function<Outcome(Reply)>& make);
  void report(Outcome outcome);
  /// The session has ended on the server: another token begins a new one.
  void renew(const Outcome& problem);
  void drop(const std::string& reason);

 private:
  class Attempt;
  struct Pending;
  struct Abort;

  void connect();
  void opened(std::shared_ptr<Websocket> socket);
  void received(const std::string& data);
  void ended(const WebsocketEnd& end);
  void lose(WebsocketEnd end);
  void finish(SocketEnd reason, Outcome outcome);
  void become(const SocketState& state);
  void wait(std::chrono::milliseconds time, std::function<void()> then);
  void hear();
  void write(Pending& pending);
  void settle(std::uint64_t id, Outcome outcome);
  void give_up(std::uint64_t id, TransportProblem problem);
  void check_ended();
  [[nodiscard]] bool is_refused_for_ever(const WebsocketEnd& end);

  std::shared_ptr<Core> core_;
  Prepared address_;
  SocketOptions options_;
  std::string_view id_member_;
  mutable std::mutex state_mutex_;
  SocketState state_;
  SocketStatus status_ = SocketStatus::connecting;
  Outcome closed_outcome_;
  std::map<std::uint64_t, std::shared_ptr<Pending>> pending_;
  std::uint64_t last_id_ = 0;
  std::shared_ptr<Websocket> socket_;
  std::stop_source stop_attempt_;
  std::uint64_t attempt_ = 0;
  int open_attempts_ = 0;
  int failures_ = 0;
  bool was_unauthorized_ = false;
  std::optional<std::chrono::steady_clock::time_point> live_since_;
  std::chrono::steady_clock::time_point heard_at_;
  boost::asio::steady_timer timer_;  // of the attempt, of silence, or of the wait
  std::uint64_t timer_number_ = 0;
  std::optional<std::stop_callback<std::function<void()>>> stop_;
  std::promise<void> ended_;
  std::shared_future<void> ended_future_;
  bool has_ended_ = false;
};

/// A handle of a talk: what generated code has. Closes it, and waits until its functions are not
/// called any more, unless it is the client's thread that drops it.
class TalkHandle : public SocketCore {
 public:
  TalkHandle(std::shared_ptr<Core> core, std::shared_ptr<Talk> talk);
  ~TalkHandle() override;

  void start(Prepared request, CallOptions options, std::stop_token stop,
             std::function<void(Outcome)> done) override;
  [[nodiscard]] bool is_here() const override { return core_->is_here(); }
  [[nodiscard]] SocketState state() const override { return talk_->state(); }
  void close(std::uint16_t code, std::string reason) override;
  bool tell(Prepared message, bool is_binary) override;
  std::shared_ptr<Feed> messages() override { return talk_->messages; }
  std::shared_ptr<Feed> subscribe(std::string_view, std::string, TopicOptions) override {
    return nullptr;
  }
  std::shared_ptr<Feed> open_stream(Prepared, StreamOptions) override { return nullptr; }

 protected:
  [[nodiscard]] Core& core() const { return *core_; }

 private:
  std::shared_ptr<Core> core_;
  std::shared_ptr<Talk> talk_;
};

}  // namespace vgen::client::detail
