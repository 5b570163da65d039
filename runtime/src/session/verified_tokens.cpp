#include "verified_tokens.hpp"

#include "crypto.hpp"

#include <openssl/sha.h>

namespace vgen::session {

std::string VerifiedTokens::digest_of(std::string_view token) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(bytes_of(token), token.size(), reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

std::optional<VerifiedToken> VerifiedTokens::find(std::string_view digest,
                                                  std::chrono::system_clock::time_point now) {
  Shard& shard = shard_of(digest);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.tokens.find(std::string(digest));
  if (found == shard.tokens.end()) return std::nullopt;
  if (found->second.expires > now) return found->second;
  shard.tokens.erase(found);
  return std::nullopt;
}

void VerifiedTokens::keep(std::string_view digest, const VerifiedToken& token,
                          std::chrono::system_clock::time_point now) {
  Shard& shard = shard_of(digest);
  const std::lock_guard lock(shard.mutex);
  if (shard.tokens.size() >= limit_)
    std::erase_if(shard.tokens, [&](const auto& entry) { return entry.second.expires <= now; });
  if (shard.tokens.size() >= limit_) shard.tokens.erase(shard.tokens.begin());
  shard.tokens.insert_or_assign(std::string(digest), token);
}

void VerifiedTokens::clear() {
  for (Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    shard.tokens.clear();
  }
}

}  // namespace vgen::session
