#include "rpc_subscription.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <utility>

namespace vgen {
namespace asio = boost::asio;

RpcConnection::Subscription::Subscription(RpcConnection& connection, std::string_view id)
    : Event(connection, id),
      full_(*connection.host_.executor, asio::steady_timer::time_point::max()) {}

std::string& RpcConnection::Subscription::begin_item(std::string_view /*id*/) {
  return begin_result();
}

bool RpcConnection::Subscription::end_item() {
  return !is_silent() && end_result();
}

/// A function that ignores the end of its stream must not run for ever, so it waits for its own end
/// here.
Task<void> RpcConnection::Subscription::ready() {
  while (connection().is_full() || !connection().is_open()) {
    boost::system::error_code released;
    auto waiting = full_.async_wait(asio::redirect_error(asio::use_awaitable, released));
    co_await std::move(waiting);
  }
}

/// The end of a stream that has ended well. After an error there is none: it would be too much for
/// some clients.
void RpcConnection::Subscription::nothing(HostedCall& /*call*/) {
  send_frame(R"(,"close":true)");
}

void RpcConnection::Subscription::writable() {
  full_.cancel();
}

}  // namespace vgen
