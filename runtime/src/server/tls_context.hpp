/// The certificates of a listening server.
#pragma once

#include <vgen/server/options.hpp>

#include <openssl/types.h>

#include <memory>

namespace vgen::server {

/// Certificates, keys and rules of TLS. Connections keep the one that they began with.
using TlsContext = std::shared_ptr<SSL_CTX>;

/// Null if the options ask for no TLS. A client that names a server (SNI) gets the first
/// certificate that is for this name, all others the first one. Throws `std::invalid_argument` with
/// one sentence if a file cannot be read or used.
[[nodiscard]] TlsContext make_tls(const TlsOptions& options);

}  // namespace vgen::server
