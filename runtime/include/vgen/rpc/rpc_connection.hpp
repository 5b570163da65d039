/// One open RPC connection, independent of its host.
#pragma once

#include <vgen/channel/live_channel.hpp>
#include <vgen/channel/peer.hpp>
#include <vgen/dispatch/api.hpp>
#include <vgen/dispatch/call_pool.hpp>
#include <vgen/dispatch/input_source.hpp>
#include <vgen/dispatch/rpc_row.hpp>

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

class RequestCopy;
struct RpcFrame;

/// Runs the calls that arrive by one websocket. Belongs to one thread.
///
/// Calls run at once, up to a limit; further ones wait. Subscriptions run beside them, up to a
/// limit of their own; further ones are refused. Their results are sent in the order in which they
/// end. Every frame with an id has one answer, unless its call is cancelled. A frame that cannot be
/// handled gets an error, and the connection stays open.
class RpcConnection final : public Peer, private Completion {
 public:
  /// Host and API must outlive it. `opened_by` is copied: the calls have it as their request.
  RpcConnection(ChannelHost& host, const Api& api, const Request& opened_by);
  ~RpcConnection() override;

  /// Finds the session of the connection. There is no open handler.
  [[nodiscard]] Progress open(HostedCall& call, const PathValues& path,
                              Completion& completion) override;
  [[nodiscard]] bool accepted() const noexcept override { return accepted_; }
  void attach(ChannelPort& port) override { port_ = &port; }

  void text_message(std::span<char> text) override;
  void binary_message(std::span<const char> bytes) override;
  [[nodiscard]] bool wants_more() const noexcept override;
  [[nodiscard]] bool running() const noexcept override { return !running_.empty(); }

  void end(StopReason reason) noexcept override;
  void stop_messages() noexcept override;
  void writable() override;
  void begin_stop() noexcept override;
  void stop_running(StopReason reason) noexcept override;
  void tick() override;

  [[nodiscard]] std::string_view id() const noexcept override { return id_; }
  [[nodiscard]] unsigned long long message_limit() const noexcept override { return 0; }

 private:
  class Opening;
  class Event;
  class Answer;
  class Subscription;
  class SignIn;

  /// A call for a function. Its views are valid only while it is taken.
  struct Message {
    const RpcRow* row = nullptr;
    std::string_view id{};
    std::string_view params{};
    std::string_view last_id{};
  };
  /// A call that waits until fewer calls run.
  struct Waiting {
    const RpcRow* row = nullptr;
    std::string id{};
    std::string params{};
  };
  struct Running {
    CallPool::Borrowed call;
    Event* event = nullptr;
  };

  void completed(HostedCall& call) noexcept override;

  void take_call(const RpcFrame& frame);
  void take_subscription(const Message& message);
  void sign_in(const RpcFrame& frame);
  /// Takes off a session whose end has come, and says so.
  void end_session_if_over();
  void start(const Message& message);
  [[nodiscard]] Event& make_event(HostedCall& call, const Message& message);
  void run(CallPool::Borrowed borrowed, Event& event, const Endpoint& endpoint,
           const InputSource& source);
  void forget(HostedCall& call) noexcept;
  void go_on();
  void cancel(std::string_view id);
  [[nodiscard]] bool is_live(std::string_view id) const noexcept;
  [[nodiscard]] bool may_start() const noexcept;
  [[nodiscard]] std::size_t subscriptions() const noexcept;
  /// Asks those calls to end for which `is_meant` is true.
  template <class Meant>
  void stop_those(StopReason reason, Meant is_meant) noexcept;
  [[nodiscard]] const RpcRow* find(std::string_view method) const noexcept;
  void refuse(const RpcFrame& frame, const Faults& faults);
  void refuse(std::string_view id, ErrorKind kind, std::string detail);
  void refuse(std::string_view id, Problem problem);
  /// Returns false if the client does not get it.
  bool send(std::string_view text);
  [[nodiscard]] bool is_full() const noexcept;
  [[nodiscard]] bool is_open() const noexcept { return !ended_ && !refused_; }

  ChannelHost& host_;
  const Api& api_;
  ChannelPort* port_ = nullptr;
  std::string id_;
  std::unique_ptr<RequestCopy> request_;
  std::shared_ptr<void> session_;
  std::optional<std::chrono::system_clock::time_point> session_expires_;
  std::deque<Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::vector<Running> running_;
  MessageRate rate_;
  bool accepted_ = false;
  bool ended_ = false;
  bool stopping_ = false;
  bool refused_ = false;            ///< The port does not take messages any more.
  HostedCall* starting_ = nullptr;  ///< The call that is being invoked.
};

}  // namespace vgen
