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
  Subscription(RpcConnection& connection, std::string_view id);

  [[nodiscard]] std::string& begin_item(std::string_view id) override;
  bool end_item() override;
  [[nodiscard]] Task<void> ready() override;
  [[nodiscard]] std::string_view last_id() const noexcept override { return {}; }

  void nothing(HostedCall& call) override;
  void writable() override;

 private:
  boost::asio::steady_timer full_;  ///< Never ends by itself. Cancelled, those who wait go on.
};

}  // namespace vgen
