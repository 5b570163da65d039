#pragma once

#include "loop.hpp"

#include <vgen/client/options.hpp>
#include <vgen/client/transport.hpp>

#include <memory>

namespace vgen::client::detail {

/// Carries requests over sockets and TLS, on Boost.Beast, and keeps connections open. Uses only
/// these options: `largest_answer`, `idle_connections`, `idle_time`, `tls`, `proxy`. Throws
/// `std::invalid_argument` if they are not valid.
[[nodiscard]] std::shared_ptr<Transport> make_socket_transport(std::shared_ptr<Loop> loop,
                                                               const Options& options);

}  // namespace vgen::client::detail
