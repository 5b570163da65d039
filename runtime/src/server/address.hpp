/// The addresses that a server listens on.
#pragma once

#include <vgen/server/options.hpp>

#include <boost/asio/ip/tcp.hpp>

#include <string>

namespace vgen::server {

/// The address of the options. Throws `std::invalid_argument` if the host is empty, and
/// `boost::system::system_error` if there is none of this name.
[[nodiscard]] boost::asio::ip::tcp::endpoint resolve_address(const ServerOptions& options);

/// The address as in a URL: "127.0.0.1", "[::1]".
[[nodiscard]] std::string host_of(const boost::asio::ip::tcp::endpoint& address);

}  // namespace vgen::server
