/// A subscription that answers an HTTP request.
///
/// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html):
///
///   id: 7                an item; without an id there is only the second line
///   data: {"title":"milk"}
///
///   :                    a comment, if nothing was sent for some time
///
///   event: problem       the function has failed; the stream ends
///   data: {"type":…}
///
///   event: close         the function has ended; the stream ends
///   id: .close
///   data: {}
///
/// JSON Lines (https://jsonlines.org): each item is a line. They have no place for an error, so the
/// answer is cut off then.
#pragma once

#include <vgen/core/task.hpp>
#include <vgen/dispatch/outlet.hpp>
#include <vgen/dispatch/stream.hpp>
#include <vgen/dispatch/stream_options.hpp>
#include <vgen/http/problem.hpp>

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace vgen {

class HostedCall;
class HubCore;

inline constexpr std::string_view event_stream_media_type = "text/event-stream";
inline constexpr std::string_view json_lines_media_type = "application/jsonl";

/// The id of the last event of a stream that has ended. A browser connects again after every end,
/// and sends this id; the answer 204 lets it stop.
inline constexpr std::string_view closed_stream_id = ".close";

/// What a stream needs from its host. Used on the thread of the call.
class StreamPort {
 public:
  /// The head of the answer is complete in the response of the call. The body follows.
  virtual void begin_body(HostedCall& call) = 0;
  /// Sends a part of the body.
  virtual void write(std::string_view bytes) = 0;
  /// The fanout of this hub for the thread of the call.
  [[nodiscard]] virtual Fanout& fanout(HubCore& hub) = 0;
  /// Bytes that wait to be sent.
  [[nodiscard]] virtual std::size_t unsent() const noexcept = 0;
  /// The body has ended. If it is not complete, the client must be able to see that.
  virtual void end_body(bool is_complete) noexcept = 0;

 protected:
  StreamPort() = default;
  ~StreamPort() = default;
  StreamPort(const StreamPort&) = default;
  StreamPort& operator=(const StreamPort&) = default;
};

/// Turns the items of a subscription into the body of an answer. It is the stream and the outlet of
/// its call, and lives until the event has ended.
///
/// The answer begins with the first item, or when the function waits for the first time. A failure
/// before that is an ordinary answer.
class HttpStream final : public StreamEvent, public Outlet {
 public:
  /// All of them must outlive it. Becomes the stream and the outlet of the call.
  HttpStream(HostedCall& call, StreamPort& port, const StreamOptions& options);
  HttpStream(const HttpStream&) = delete;
  HttpStream& operator=(const HttpStream&) = delete;

  /// Whether the answer has begun. If not, the response of the call is the answer.
  [[nodiscard]] bool is_open() const noexcept { return is_open_; }
  /// Some of the body is on its way.
  void writable() { full_.cancel(); }
  /// Sends a heartbeat if it is time, and ends with the session. Call it regularly.
  void tick(std::chrono::steady_clock::time_point now);

  // StreamEvent
  [[nodiscard]] bool negotiate(HostedCall& call) override;
  [[nodiscard]] bool wants_items() const noexcept override;
  void begin() override;
  [[nodiscard]] std::string& begin_item(std::string_view id) override;
  bool end_item() override;
  [[nodiscard]] Task<void> ready() override;
  [[nodiscard]] std::string_view last_id() const noexcept override;
  [[nodiscard]] HostedCall& call() noexcept override { return call_; }
  [[nodiscard]] Fanout& fanout() override;

  // Outlet
  [[nodiscard]] json::Destination begin_value(HostedCall& /*call*/) override { return {}; }
  void end_value(HostedCall& /*call*/) override {}
  void nothing(HostedCall& call) override;
  void problem(HostedCall& call, Problem problem) noexcept override;

 private:
  void open();
  void write(std::string_view bytes);
  void end(bool is_complete) noexcept;
  void stop_later();
  void join_lines();
  [[nodiscard]] bool is_stopped() const noexcept;
  /// Calls `act` when the event waits, unless the stream has ended until then.
  template <class Act>
  void post(Act act);

  HostedCall& call_;
  StreamPort& port_;
  const StreamOptions& options_;
  std::shared_ptr<HttpStream*> self_;  ///< For what is posted.
  boost::asio::steady_timer full_;     ///< Never ends by itself. Cancelled, those who wait go on.
  std::string text_;                   ///< The item that is being written.
  std::size_t item_ = 0;               ///< Where its JSON begins.
  std::chrono::steady_clock::time_point quiet_since_{};
  bool is_lines_ = false;  ///< JSON Lines.
  bool began_ = false;     ///< The function runs.
  bool is_open_ = false;
  bool is_ended_ = false;
  bool is_ordinary_ = false;  ///< The answer has no items: a problem, for example.
  bool is_too_slow_ = false;  ///< The client has not read what was sent.
  bool has_written_ = true;   ///< Since the last tick.
};

}  // namespace vgen
