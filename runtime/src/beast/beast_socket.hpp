/// The socket of a connection of the Beast host.
#pragma once

#include "runtime/src/server/connection_on.hpp"

#include <vgen/beast/transport.hpp>

#include <memory>
#include <span>
#include <string>
#include <utility>

namespace vgen::server {

class BeastLoop;

/// Passes the reports of a transport to its connection.
class BeastSocket final : private beast::detail::TransportOwner {
 public:
  explicit BeastSocket(std::unique_ptr<beast::detail::Transport> transport) noexcept
      : transport_(std::move(transport)) {}

  /// Begins, once the connection has its protocol.
  void start(BeastLoop& loop, ConnectionOn<BeastSocket>& connection, std::string received);

  [[nodiscard]] Moved receive(std::span<char> space) { return moved(transport_->receive(space)); }
  [[nodiscard]] Moved send(const Protocol::Pieces& pending) {
    return moved(transport_->send(pending[0], pending[1]));
  }
  /// What is on its way is not lost by closing an idle connection.
  [[nodiscard]] bool has_input() const { return transport_->has_input() || transport_->sending(); }
  [[nodiscard]] bool in_use() const noexcept { return transport_ && transport_->in_use(); }
  void stop_sending() { transport_->stop_sending(); }
  void close() { transport_->close(); }
  void tell_again(Loop& loop, ConnectionOn<BeastSocket>& connection);
  void watch(bool readable, bool writable) { transport_->watch(readable, writable); }
  /// The execution context is being destroyed. Afterwards there is nothing but the destructor.
  void drop() noexcept { transport_.reset(); }

 private:
  static Moved moved(beast::detail::Transferred transferred) noexcept;
  void report(beast::detail::TransportReport report) override;
  void operation_ended() override;

  std::unique_ptr<beast::detail::Transport> transport_;
  BeastLoop* loop_ = nullptr;
  ConnectionOn<BeastSocket>* connection_ = nullptr;
};

using BeastConnection = ConnectionOn<BeastSocket>;
extern template class ConnectionOn<BeastSocket>;

}  // namespace vgen::server
