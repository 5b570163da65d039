/// The events of an RPC connection, and the frames that they answer with.
#pragma once

#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/outlet.hpp>
#include <vgen/rpc/rpc_connection.hpp>

#include <string>
#include <string_view>

namespace vgen {

/// The handshake, which has no handler.
class RpcConnection::Opening final : public Outlet {
 public:
  explicit Opening(RpcConnection& connection) : connection_(connection) {}

  [[nodiscard]] ConnectionSession& session() noexcept { return session_; }

  [[nodiscard]] json::Destination begin_value(HostedCall& /*call*/) override { return {}; }
  void end_value(HostedCall& /*call*/) override {}
  void nothing(HostedCall& call) override;
  void problem(HostedCall& call, Problem problem) noexcept override;

 private:
  RpcConnection& connection_;
  ConnectionSession session_;
};

/// A call. It lives in its `HostedCall`.
class RpcConnection::Event : public Outlet {
 public:
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  [[nodiscard]] ConnectionSession& session() noexcept { return session_; }
  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  /// From now on the call has no answer, and its id is free.
  void silence() noexcept { is_silent_ = true; }
  [[nodiscard]] bool is_silent() const noexcept { return is_silent_; }
  /// Keeps the text as long as the event.
  [[nodiscard]] std::string_view keep(std::string_view text) { return kept_ = text; }
  /// Some of what was sent is on its way.
  virtual void writable() {}

  [[nodiscard]] json::Destination begin_value(HostedCall& call) override;
  void end_value(HostedCall& call) override;
  void nothing(HostedCall& call) override;
  void problem(HostedCall& call, Problem problem) noexcept override;

 protected:
  /// The id is copied. Without an id it is a notification, which has no answer.
  Event(RpcConnection& connection, std::string_view id);
  ~Event() = default;

  /// The text to append a result to, and its end. Returns false if it was not sent.
  [[nodiscard]] std::string& begin_result();
  bool end_result();
  /// A frame with only the id and these members, each with a comma before it.
  void send_frame(std::string_view members);

  [[nodiscard]] RpcConnection& connection() noexcept { return connection_; }

 private:
  RpcConnection& connection_;
  ConnectionSession session_;
  std::string id_;
  std::string kept_;
  bool is_silent_;
};

/// A call with one answer.
class RpcConnection::Answer final : public Event {
 public:
  Answer(RpcConnection& connection, std::string_view id) : Event(connection, id) {}
};

/// A late or renewed session. Its call has the request with the new token.
class RpcConnection::SignIn final : public Event {
 public:
  SignIn(RpcConnection& connection, std::string_view id) : Event(connection, id) {
    session() = {};  // has to be found
  }

  void nothing(HostedCall& call) override;
  void problem(HostedCall& call, Problem problem) noexcept override;
};

}  // namespace vgen
