#include "tls_context.hpp"

#include "runtime/src/server/tls_context.hpp"

#include <openssl/ssl.h>

namespace vgen::server {

std::shared_ptr<boost::asio::ssl::context> make_tls_context(const TlsOptions& options) {
  const TlsContext context = make_tls(options);
  if (context == nullptr) return nullptr;
  SSL_CTX_up_ref(context.get());  // Asio's context owns a reference of its own
  return std::make_shared<boost::asio::ssl::context>(context.get());
}

}  // namespace vgen::server
