#include "sealed_text.hpp"

#include "crypto.hpp"

#include <vgen/core/base64url.hpp>

#include <openssl/rand.h>
#include <openssl/sha.h>

#include <stdexcept>

namespace vgen::session {
namespace {

constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;
constexpr std::size_t smallest_key = 32;

using EvpCipher = std::unique_ptr<EVP_CIPHER_CTX, Free<EVP_CIPHER_CTX_free>>;

unsigned char* bytes_of(std::string& text) noexcept {
  return reinterpret_cast<unsigned char*>(text.data());
}
int size_of(std::string_view text) noexcept {
  return static_cast<int>(text.size());
}

/// A key of the size that the cipher needs.
std::string derived(const std::string& secret) {
  if (secret.size() < smallest_key)
    throw std::invalid_argument("a key of cookies has fewer than 32 characters");
  const std::string text = "vgen cookie " + secret;
  std::string key(SHA256_DIGEST_LENGTH, '\0');
  SHA256(session::bytes_of(text), text.size(), bytes_of(key));
  return key;
}

std::optional<std::string> decrypt(const std::string& key, std::string_view nonce,
                                   std::string_view text, std::string tag,
                                   std::string_view purpose) {
  const EvpCipher context(EVP_CIPHER_CTX_new());
  std::string plain(text.size(), '\0');
  int size = 0;
  int rest = 0;
  const bool is_good =
      EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, session::bytes_of(key),
                         session::bytes_of(nonce)) == 1 &&
      EVP_DecryptUpdate(context.get(), nullptr, &size, session::bytes_of(purpose),
                        size_of(purpose)) == 1 &&
      EVP_DecryptUpdate(context.get(), bytes_of(plain), &size, session::bytes_of(text),
                        size_of(text)) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1 &&
      EVP_DecryptFinal_ex(context.get(), bytes_of(plain) + size, &rest) == 1;
  return is_good ? std::optional(std::move(plain)) : std::nullopt;
}

}  // namespace

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(bytes_of(bytes), size_of(bytes)) != 1)
    throw std::runtime_error("the system has no random bytes");
  return bytes;
}

SealedText::SealedText(const std::vector<std::string>& keys) {
  keys_.reserve(keys.size());
  for (const std::string& key : keys) keys_.push_back(derived(key));
}

std::string SealedText::seal(std::string_view text, std::string_view purpose) const {
  const std::string nonce = random_bytes(nonce_size);
  const EvpCipher context(EVP_CIPHER_CTX_new());
  std::string sealed(text.size(), '\0');
  std::string tag(tag_size, '\0');
  int size = 0;
  int rest = 0;
  const bool is_good =
      EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr,
                         session::bytes_of(keys_.front()), session::bytes_of(nonce)) == 1 &&
      EVP_EncryptUpdate(context.get(), nullptr, &size, session::bytes_of(purpose),
                        size_of(purpose)) == 1 &&
      EVP_EncryptUpdate(context.get(), bytes_of(sealed), &size, session::bytes_of(text),
                        size_of(text)) == 1 &&
      EVP_EncryptFinal_ex(context.get(), bytes_of(sealed) + size, &rest) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_size, tag.data()) == 1;
  if (!is_good) throw std::runtime_error("cannot encrypt a cookie");
  return base64url_text(nonce + sealed + tag);
}

std::optional<std::string> SealedText::open(std::string_view sealed,
                                            std::string_view purpose) const {
  const std::optional<std::string> bytes = base64url_bytes(sealed);
  if (!bytes || bytes->size() < nonce_size + tag_size) return std::nullopt;
  const std::string_view all = *bytes;
  const std::string_view nonce = all.substr(0, nonce_size);
  const std::string_view text = all.substr(nonce_size, all.size() - nonce_size - tag_size);
  const std::string tag(all.substr(all.size() - tag_size));
  for (const std::string& key : keys_) {
    if (auto plain = decrypt(key, nonce, text, tag, purpose)) return plain;
  }
  return std::nullopt;
}

}  // namespace vgen::session
