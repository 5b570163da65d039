#include "tls_context.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen::server {
namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& file,
                         const std::string& problem) {
  ERR_clear_error();
  throw std::invalid_argument(what + " '" + file + "' " + problem);
}

void check_readable(const std::string& what, const std::string& file) {
  if (!std::ifstream(file).good()) refuse(what, file, "cannot be read");
}

/// There is nobody who could be asked for a password.
int no_password(char* /*text*/, int /*size*/, int /*purpose*/, void* /*context*/) {
  return 0;
}

void use_certificate(SSL_CTX& context, const std::string& file) {
  if (file.empty()) throw std::invalid_argument("each TLS key needs its certificate");
  check_readable("the TLS certificate", file);
  if (SSL_CTX_use_certificate_chain_file(&context, file.c_str()) != 1)
    refuse("the TLS certificate", file, "is not a certificate in PEM format");
}

void use_key(SSL_CTX& context, const TlsCertificate& certificate) {
  if (certificate.key.empty())
    throw std::invalid_argument("the TLS certificate '" + certificate.certificate +
                                "' needs its private key");
  check_readable("the TLS key", certificate.key);
  ERR_clear_error();
  const bool is_used =
      SSL_CTX_use_PrivateKey_file(&context, certificate.key.c_str(), SSL_FILETYPE_PEM) == 1;
  const bool mismatch = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH;
  if (!is_used && !mismatch)
    refuse("the TLS key", certificate.key, "is not a private key in PEM format without a password");
  if (mismatch || SSL_CTX_check_private_key(&context) != 1)
    refuse("the TLS key", certificate.key,
           "does not belong to the certificate '" + certificate.certificate + "'");
}

void use_client_authorities(SSL_CTX& context, const std::string& file) {
  check_readable("the file of client authorities", file);
  if (SSL_CTX_load_verify_file(&context, file.c_str()) != 1)
    refuse("the file of client authorities", file, "has no certificate in PEM format");
  SSL_CTX_set_client_CA_list(&context, SSL_load_client_CA_file(file.c_str()));
  SSL_CTX_set_verify(&context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
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

/// A context for one certificate. All contexts have the same rules, because a connection may change
/// from the first one to another one.
TlsContext make_one(const TlsCertificate& certificate, const TlsOptions& options) {
  TlsContext context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (context == nullptr) throw std::bad_alloc();
  SSL_CTX* const native = context.get();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  // A connection that waits needs no buffers.
  SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(native, no_password);
  use_certificate(*native, certificate.certificate);
  use_key(*native, certificate);
  if (!options.client_ca.empty()) use_client_authorities(*native, options.client_ca);
  // Sessions of clients with certificates are bound to this server.
  constexpr unsigned char id[] = "vgen";
  SSL_CTX_set_session_id_context(native, id, sizeof id - 1);
  return context;
}

/// The contexts of the other certificates. Owned by the first context.
using Others = std::vector<TlsContext>;

void free_others(void* /*parent*/, void* others, CRYPTO_EX_DATA* /*data*/, int /*index*/,
                 long /*number*/, void* /*pointer*/) {
  delete static_cast<Others*>(others);
}

int others_index() {
  static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, free_others);
  return index;
}

bool is_for(SSL_CTX& context, std::string_view name) {
  X509* const certificate = SSL_CTX_get0_certificate(&context);
  return certificate != nullptr &&
         X509_check_host(certificate, name.data(), name.size(), 0, nullptr) == 1;
}

/// Chooses the certificate for the name that the client has asked for (RFC 6066, section 3).
int choose_certificate(SSL* connection, int* /*alert*/, void* /*context*/) {
  const char* const name = SSL_get_servername(connection, TLSEXT_NAMETYPE_host_name);
  SSL_CTX* const first = SSL_get_SSL_CTX(connection);
  const auto* const others = static_cast<const Others*>(SSL_CTX_get_ex_data(first, others_index()));
  if (name == nullptr || others == nullptr || is_for(*first, name)) return SSL_TLSEXT_ERR_OK;
  const auto found =
      std::ranges::find_if(*others, [&](const TlsContext& other) { return is_for(*other, name); });
  if (found != others->end()) SSL_set_SSL_CTX(connection, found->get());
  return SSL_TLSEXT_ERR_OK;
}

}  // namespace

TlsContext make_tls(const TlsOptions& options) {
  if (!options.is_set()) return nullptr;
  if (options.certificate.empty()) throw std::invalid_argument("TLS needs a certificate");
  TlsContext first = make_one({.certificate = options.certificate, .key = options.key}, options);
  if (options.others.empty()) return first;
  auto others = std::make_unique<Others>();
  for (const TlsCertificate& other : options.others) others->push_back(make_one(other, options));
  if (SSL_CTX_set_ex_data(first.get(), others_index(), others.release()) != 1)
    throw std::bad_alloc();
  SSL_CTX_set_tlsext_servername_callback(first.get(), choose_certificate);
  return first;
}

}  // namespace vgen::server
