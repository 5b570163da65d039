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
class RpcConnection::Event final : public Outlet {
 public:
  /// The id is copied. Without an id it is a notification, which has no answer.
  Event(RpcConnection& connection, std::string_view id);

  [[nodiscard]] ConnectionSession& session() noexcept { return session_; }
  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  /// From now on the call has no answer, and its id is free.
  void silence() noexcept { is_silent_ = true; }
  [[nodiscard]] bool is_silent() const noexcept { return is_silent_; }

  [[nodiscard]] json::Destination begin_value(HostedCall& call) override;
  void end_value(HostedCall& call) override;
  void nothing(HostedCall& call) override;
  void problem(HostedCall& call, Problem problem) noexcept override;

 private:
  RpcConnection& connection_;
  ConnectionSession session_;
  std::string id_;
  bool is_silent_;
};

}  // namespace vgen
