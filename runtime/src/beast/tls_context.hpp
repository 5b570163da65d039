/// The TLS of a listening server.
#pragma once

#include <vgen/server/options.hpp>

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace vgen::server {

/// Null if the options ask for no TLS. Throws `std::invalid_argument` with one sentence if a
/// file cannot be read or used.
[[nodiscard]] std::shared_ptr<boost::asio::ssl::context> make_tls_context(
    const TlsOptions& options);

}  // namespace vgen::server
