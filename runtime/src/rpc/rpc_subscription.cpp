#include "rpc_subscription.hpp"

#include <vgen/json/writer.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <stdexcept>
#include <utility>

namespace vgen {
namespace asio = boost::asio;

RpcConnection::Subscription::Subscription(RpcConnection& connection, HostedCall& call,
                                          std::string_view id, std::string_view last_id)
    : Event(connection, id),
      counted_(connection.host_.counts != nullptr ? &connection.host_.counts->subscriptions
                                                  : nullptr),
      call_(call),
      last_id_(last_id),
      full_(*connection.host_.executor, asio::steady_timer::time_point::max()) {}

std::string& RpcConnection::Subscription::begin_item(std::string_view id) {
  if (!is_item_id(id)) throw std::invalid_argument("the id of an item has a line break");
  item_id_ = id;
  return begin_result();
}

bool RpcConnection::Subscription::end_item() {
  if (is_silent()) return false;
  if (!item_id_.empty()) {
    std::string& text = connection().host_.text;
    text += R"(,"item_id":)";
    json::Writer(text).string(item_id_);
  }
  return end_result();
}

Fanout& RpcConnection::Subscription::fanout() {
  const ChannelHost& host = connection().host_;
  return connection().host_.fanouts.of(connection().api_.hub().core(), *host.executor, host.log);
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
