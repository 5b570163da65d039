#include <vgen/session/jwk.hpp>

#include "crypto.hpp"
#include "members.hpp"
#include "sealed_text.hpp"

#include <vgen/core/base64url.hpp>
#include <vgen/json/array_reader.hpp>
#include <vgen/json/writer.hpp>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

namespace vgen::session {

struct Jwk::Parts {
  JwtAlgorithm algorithm = JwtAlgorithm::hs256;
  std::string id{};
  std::string secret{};  ///< Of HS256.
  EvpKey key{};          ///< Of the others.
  bool is_private = false;
};

namespace {

constexpr std::size_t ecdsa_half = 32;  // bytes of r and of s
constexpr std::size_t smallest_secret = 32;
constexpr int smallest_rsa = 2048;

/// The members of a key that are strings.
using Members = std::map<std::string, std::string, std::less<>>;

std::string text(const Members& members, std::string_view name) {
  const auto found = members.find(name);
  return found == members.end() ? "" : found->second;
}

/// The bytes of a member; empty if it is missing or is not base64url.
std::string bytes(const Members& members, std::string_view name) {
  return base64url_bytes(text(members, name)).value_or("");
}

EvpKey key_from(const char* type, OSSL_PARAM_BLD* builder, int selection) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
  const EvpKeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1)
    EVP_PKEY_fromdata(context.get(), &key, selection, parameters.get());
  return EvpKey(key);
}

EvpKey rsa_key(const Members& members) {
  constexpr std::pair<const char*, const char*> parts[] = {
      {"n", OSSL_PKEY_PARAM_RSA_N},          {"e", OSSL_PKEY_PARAM_RSA_E},
      {"d", OSSL_PKEY_PARAM_RSA_D},          {"p", OSSL_PKEY_PARAM_RSA_FACTOR1},
      {"q", OSSL_PKEY_PARAM_RSA_FACTOR2},    {"dp", OSSL_PKEY_PARAM_RSA_EXPONENT1},
      {"dq", OSSL_PKEY_PARAM_RSA_EXPONENT2}, {"qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1}};
  const bool is_private = members.contains("d");
  const ParameterBuilder builder(OSSL_PARAM_BLD_new());
  std::vector<BigNumber> numbers;  // which must outlive the builder's use of them
  for (const auto& [name, parameter] : parts) {
    if (!members.contains(name)) continue;
    numbers.push_back(big_number(bytes(members, name)));
    OSSL_PARAM_BLD_push_BN(builder.get(), parameter, numbers.back().get());
  }
  EvpKey key = key_from("RSA", builder.get(), is_private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY);
  if (key && EVP_PKEY_get_bits(key.get()) < smallest_rsa) key.reset();
  return key;
}

EvpKey ec_key(const Members& members) {
  const std::string x = bytes(members, "x");
  const std::string y = bytes(members, "y");
  if (text(members, "crv") != "P-256" || x.size() != ecdsa_half || y.size() != ecdsa_half)
    return nullptr;
  const std::string point = '\x04' + x + y;  // uncompressed
  const ParameterBuilder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  const bool is_private = members.contains("d");
  const BigNumber secret = big_number(bytes(members, "d"));
  if (is_private) OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret.get());
  return key_from("EC", builder.get(), is_private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY);
}

EvpKey edwards_key(const Members& members) {
  if (text(members, "crv") != "Ed25519") return nullptr;
  const std::string d = bytes(members, "d");
  if (!d.empty())
    return EvpKey(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(d), d.size()));
  const std::string x = bytes(members, "x");
  return EvpKey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(x), x.size()));
}

/// A key that can be used for tokens; null for others.
std::unique_ptr<Jwk::Parts> make_key(const Members& members) {
  auto parts = std::make_unique<Jwk::Parts>();
  parts->id = text(members, "kid");
  parts->is_private = members.contains("d");
  const std::string type = text(members, "kty");
  if (type == "oct") {
    parts->algorithm = JwtAlgorithm::hs256;
    parts->secret = bytes(members, "k");
    parts->is_private = true;
  } else if (type == "RSA") {
    parts->algorithm = JwtAlgorithm::rs256;
    parts->key = rsa_key(members);
  } else if (type == "EC") {
    parts->algorithm = JwtAlgorithm::es256;
    parts->key = ec_key(members);
  } else if (type == "OKP") {
    parts->algorithm = JwtAlgorithm::eddsa;
    parts->key = edwards_key(members);
  }
  const std::string algorithm = text(members, "alg");
  const std::string use = text(members, "use");
  const bool is_for_tokens = (algorithm.empty() || algorithm == name_of(parts->algorithm)) &&
                             (use.empty() || use == "sig");
  const bool is_usable = parts->key != nullptr || parts->secret.size() >= smallest_secret;
  return is_for_tokens && is_usable ? std::move(parts) : nullptr;
}

std::optional<Members> read_key(std::string_view json) {
  Members members;
  const bool is_good = read_members(json, [&](const std::string& name, json::Reader& in) {
    std::string value;
    if (in.peek() != '"') return in.skip();
    if (in.string(value)) members.insert_or_assign(name, std::move(value));
  });
  return is_good ? std::optional(std::move(members)) : std::nullopt;
}

/// The texts of the keys of a set; the text itself if it is a single key.
std::vector<std::string> split_keys(std::string_view json) {
  std::vector<std::string> keys;
  bool is_set = false;
  const bool is_good = read_members(json, [&](const std::string& name, json::Reader& in) {
    if (name != "keys") return in.skip();
    is_set = true;
    json::ArrayReader list(in);
    while (list.next()) keys.emplace_back(in.raw());
    list.finish({});
  });
  if (!is_good) throw std::runtime_error("the keys of tokens are not a JSON Web Key Set");
  if (!is_set) keys.emplace_back(json);
  return keys;
}

/// `r` and `s` as OpenSSL takes them.
std::string der_signature(std::string_view signature) {
  const EcdsaSignature pair(ECDSA_SIG_new());
  BigNumber r = big_number(signature.substr(0, ecdsa_half));
  BigNumber s = big_number(signature.substr(ecdsa_half));
  ECDSA_SIG_set0(pair.get(), r.release(), s.release());
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &der);
  std::string text(reinterpret_cast<char*>(der), static_cast<std::size_t>(std::max(size, 0)));
  OPENSSL_free(der);
  return text;
}

/// The reverse: two numbers of a fixed size.
std::string plain_signature(std::string_view der) {
  const unsigned char* place = bytes_of(der);
  const EcdsaSignature pair(d2i_ECDSA_SIG(nullptr, &place, static_cast<long>(der.size())));
  std::string text(2 * ecdsa_half, '\0');
  auto* const out = reinterpret_cast<unsigned char*>(text.data());
  BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), out, ecdsa_half);
  BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), out + ecdsa_half, ecdsa_half);
  return text;
}

std::string hmac(std::string_view secret, std::string_view text) {
  std::string mac(32, '\0');
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes_of(text), text.size(),
       reinterpret_cast<unsigned char*>(mac.data()), &size);
  return mac;
}

/// EdDSA hashes by itself.
const EVP_MD* digest_of(JwtAlgorithm algorithm) {
  return algorithm == JwtAlgorithm::eddsa ? nullptr : EVP_sha256();
}

}  // namespace

Jwk::Jwk(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Jwk::~Jwk() = default;
Jwk::Jwk(Jwk&&) noexcept = default;
Jwk& Jwk::operator=(Jwk&&) noexcept = default;

JwtAlgorithm Jwk::algorithm() const noexcept {
  return parts_->algorithm;
}

const std::string& Jwk::id() const noexcept {
  return parts_->id;
}

bool Jwk::can_sign() const noexcept {
  return parts_->is_private;
}

bool Jwk::verifies(std::string_view text, std::string_view signature) const {
  if (parts_->algorithm == JwtAlgorithm::hs256) {
    const std::string mac = hmac(parts_->secret, text);
    return signature.size() == mac.size() &&
           CRYPTO_memcmp(mac.data(), signature.data(), mac.size()) == 0;
  }
  std::string own(signature);
  if (parts_->algorithm == JwtAlgorithm::es256) {
    if (signature.size() != 2 * ecdsa_half) return false;
    own = der_signature(signature);
  }
  const EvpDigest context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, digest_of(parts_->algorithm), nullptr,
                              parts_->key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(own), own.size(), bytes_of(text), text.size()) ==
             1;
}

std::string Jwk::sign(std::string_view text) const {
  if (parts_->algorithm == JwtAlgorithm::hs256) return hmac(parts_->secret, text);
  const EvpDigest context(EVP_MD_CTX_new());
  std::size_t size = 0;
  const bool is_ready =
      EVP_DigestSignInit(context.get(), nullptr, digest_of(parts_->algorithm), nullptr,
                         parts_->key.get()) == 1 &&
      EVP_DigestSign(context.get(), nullptr, &size, bytes_of(text), text.size()) == 1;
  std::string signature(size, '\0');
  if (!is_ready || EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()),
                                  &size, bytes_of(text), text.size()) != 1)
    throw std::runtime_error("the key cannot sign");
  signature.resize(size);
  return parts_->algorithm == JwtAlgorithm::es256 ? plain_signature(signature) : signature;
}

std::vector<Jwk> read_jwks(std::string_view text) {
  std::vector<Jwk> keys;
  for (const std::string& json : split_keys(text)) {
    const std::optional<Members> members = read_key(json);
    if (!members) throw std::runtime_error("a key of tokens is not a JSON object");
    if (std::unique_ptr<Jwk::Parts> parts = make_key(*members)) keys.emplace_back(std::move(parts));
  }
  if (keys.empty()) {
    throw std::runtime_error(
        "the key set has no usable key: RSA with at least 2048 bits, P-256, Ed25519, or a secret "
        "of at least 32 bytes");
  }
  return keys;
}

std::string new_secret_key(std::string_view id) {
  std::string text = R"({"kty":"oct","alg":"HS256","kid":)";
  json::Writer(text).string(id);
  return text + R"(,"k":")" + base64url_text(random_bytes(smallest_secret)) + "\"}";
}

std::string_view name_of(JwtAlgorithm algorithm) noexcept {
  switch (algorithm) {
    case JwtAlgorithm::hs256: return "HS256";
    case JwtAlgorithm::rs256: return "RS256";
    case JwtAlgorithm::es256: return "ES256";
    case JwtAlgorithm::eddsa: return "EdDSA";
  }
  return "";
}

}  // namespace vgen::session
