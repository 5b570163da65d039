/// The Beast host as a server with threads of its own.
#pragma once

#include "runtime/src/server/running_server.hpp"

#include <memory>

namespace vgen::server {

/// `ServerOptions::threads` threads run as many strands. Throws as `vgen::Server` does.
[[nodiscard]] std::unique_ptr<RunningServer> make_beast_server(Apis apis,
                                                               const ServerOptions& options);

}  // namespace vgen::server
