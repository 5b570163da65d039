#include <vgen/rpc/make_peer.hpp>

#include <vgen/rpc/rpc_connection.hpp>

namespace vgen {

std::unique_ptr<Peer> make_peer(ChannelHost& host, const Dispatcher& dispatcher,
                                const Target& target, const Request& opened_by) {
  const Api& api = dispatcher.api(target.api);
  if (target.kind == Target::Kind::rpc)
    return std::make_unique<RpcConnection>(host, api, opened_by);
  return std::make_unique<LiveChannel>(host, api, *target.channel, opened_by);
}

}  // namespace vgen
