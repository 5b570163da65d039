/// Makes the receiver of the messages of a websocket.
#pragma once

#include <vgen/channel/live_channel.hpp>
#include <vgen/channel/peer.hpp>
#include <vgen/dispatch/dispatcher.hpp>

#include <memory>

namespace vgen {

/// The channel or the RPC connection that a request asks for. `target` must be one of them. Host
/// and dispatcher must outlive the peer.
[[nodiscard]] std::unique_ptr<Peer> make_peer(ChannelHost& host, const Dispatcher& dispatcher,
                                              const Target& target, const Request& opened_by);

}  // namespace vgen
