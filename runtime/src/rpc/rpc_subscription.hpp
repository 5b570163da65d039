/// A call that has many results.
#pragma once

#include "rpc_events.hpp"

#include <vgen/core/task.hpp>
#include <vgen/dispatch/stream.hpp>

#include <boost/asio/steady_timer.hpp>

#include <string>
#include <string_view>

namespace vgen {

/// The stream that the function of a subscription sends to. It lives in its `HostedCall`.
class RpcConnection::Subscription final : public Event, public StreamEvent {
 public:
  /// `last_id`: the position after which the client continues.
  Subscription(RpcConnection& connection, HostedCall& call, std::string_view id,
               std::string_view last_id);

  [[nodiscard]] std::string& begin_item(std::string_view id) override;
  bool end_item() override;
  [[nodiscard]] Task<void> ready() override;
  [[nodiscard]] std::string_view last_id() const noexcept override { return last_id_; }
  [[nodiscard]] HostedCall& call() noexcept override { return call_; }
  [[nodiscard]] Fanout& fanout() override;

  void nothing(HostedCall& call) override;
  void writable() override;

 private:
  Counted counted_;
  HostedCall& call_;
  std::string last_id_;
  std::string item_id_;             ///< Of the item that is being written.
  boost::asio::steady_timer full_;  ///< Never ends by itself. Cancelled, those who wait go on.
};

}  // namespace vgen
