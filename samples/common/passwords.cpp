#include "passwords.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace samples {
namespace {

constexpr std::string_view kind = "scrypt$";
constexpr std::size_t salt_digits = 32;
constexpr std::size_t hash_bytes = 32;

std::string hexadecimal(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text += digits[bytes[i] >> 4U];
    text += digits[bytes[i] & 15U];
  }
  return text;
}

/// `scrypt$SALT$HASH`. The costs are those that OWASP recommends for 16 MiB.
std::string hash_with_salt(std::string_view password, std::string_view salt) {
  std::array<unsigned char, hash_bytes> hash{};
  if (EVP_PBE_scrypt(password.data(), password.size(),
                     reinterpret_cast<const unsigned char*>(salt.data()), salt.size(), 1U << 14U, 8,
                     5, 64UL * 1024 * 1024, hash.data(), hash.size()) != 1)
    throw std::runtime_error("OpenSSL cannot compute the hash of a password");
  return std::string(kind) + std::string(salt) + "$" + hexadecimal(hash.data(), hash.size());
}

}  // namespace

std::string hash_of_password(std::string_view password) {
  std::array<unsigned char, salt_digits / 2> salt{};
  if (RAND_bytes(salt.data(), static_cast<int>(salt.size())) != 1)
    throw std::runtime_error("OpenSSL has no random bytes");
  return hash_with_salt(password, hexadecimal(salt.data(), salt.size()));
}

bool is_password(std::string_view password, std::string_view hash) {
  const std::string_view salt = hash.substr(std::min(kind.size(), hash.size()), salt_digits);
  const std::string made = hash_with_salt(password, salt);
  return made.size() == hash.size() && CRYPTO_memcmp(made.data(), hash.data(), made.size()) == 0;
}

std::string digest_of(std::string_view text) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  return hexadecimal(digest.data(), digest.size());
}

}  // namespace samples
