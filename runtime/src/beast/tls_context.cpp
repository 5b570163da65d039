#include "tls_context.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <fstream>
#include <stdexcept>
#include <string>

namespace vgen::server {
namespace ssl = boost::asio::ssl;
using boost::system::error_code;

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& file,
                         const std::string& problem) {
  throw std::invalid_argument(what + " '" + file + "' " + problem);
}

void check_readable(const std::string& what, const std::string& file) {
  if (!std::ifstream(file).good()) refuse(what, file, "cannot be read");
}

/// There is nobody who could be asked for a password.
std::string no_password(std::size_t /*longest*/, ssl::context::password_purpose /*purpose*/) {
  return {};
}

void use_certificate(ssl::context& context, const std::string& file) {
  check_readable("the TLS certificate", file);
  error_code error;
  error = context.use_certificate_chain_file(file, error);
  if (error) refuse("the TLS certificate", file, "is not a certificate in PEM format");
}

void use_key(ssl::context& context, const TlsOptions& options) {
  if (options.key.empty())
    throw std::invalid_argument("the TLS certificate '" + options.certificate +
                                "' needs its private key");
  check_readable("the TLS key", options.key);
  error_code error;
  error = context.use_private_key_file(options.key, ssl::context::pem, error);
  const bool mismatch =
      ERR_GET_REASON(static_cast<unsigned long>(error.value())) == X509_R_KEY_VALUES_MISMATCH;
  if (error && !mismatch)
    refuse("the TLS key", options.key, "is not a private key in PEM format without a password");
  if (mismatch || SSL_CTX_check_private_key(context.native_handle()) != 1) {
    ERR_clear_error();
    refuse("the TLS key", options.key,
           "does not belong to the certificate '" + options.certificate + "'");
  }
}

void use_client_authorities(ssl::context& context, const std::string& file) {
  check_readable("the file of client authorities", file);
  error_code error;
  error = context.load_verify_file(file, error);
  if (error) refuse("the file of client authorities", file, "has no certificate in PEM format");
  SSL_CTX_set_client_CA_list(context.native_handle(), SSL_load_client_CA_file(file.c_str()));
  context.set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert);
}

/// The only protocol that is spoken over TLS.
int choose_protocol(SSL* /*connection*/, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned offered_size, void* /*context*/) {
  static constexpr unsigned char ours[] = "\x08http/1.1";
  unsigned char* selected = nullptr;
  if (SSL_select_next_proto(&selected, size, ours, sizeof ours - 1, offered, offered_size) !=
      OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *chosen = selected;
  return SSL_TLSEXT_ERR_OK;
}

}  // namespace

std::shared_ptr<ssl::context> make_tls_context(const TlsOptions& options) {
  if (!options.is_set()) return nullptr;
  if (options.certificate.empty()) throw std::invalid_argument("TLS needs a certificate");
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  SSL_CTX* const native = context->native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  // A connection that waits needs no buffers.
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
  context->set_password_callback(no_password);
  use_certificate(*context, options.certificate);
  use_key(*context, options);
  if (!options.client_ca.empty()) use_client_authorities(*context, options.client_ca);
  // Sessions of clients with certificates are bound to this server.
  constexpr unsigned char id[] = "vgen";
  SSL_CTX_set_session_id_context(native, id, sizeof id - 1);
  return context;
}

}  // namespace vgen::server
