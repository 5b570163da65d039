#pragma once

#include <vgen/session/jwt.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace vgen::session {

/// Tokens that were verified, by their SHA-256, because a signature costs more than a request. It
/// is divided, so that threads rarely wait for each other.
class VerifiedTokens {
 public:
  explicit VerifiedTokens(std::size_t limit) : limit_(limit / shards) {}

  /// Nothing if the token is not known or has expired.
  [[nodiscard]] std::optional<VerifiedToken> find(std::string_view digest,
                                                  std::chrono::system_clock::time_point now);
  void keep(std::string_view digest, const VerifiedToken& token,
            std::chrono::system_clock::time_point now);
  void clear();

  /// The SHA-256 of a token.
  [[nodiscard]] static std::string digest_of(std::string_view token);
  [[nodiscard]] bool is_used() const noexcept { return limit_ != 0; }

 private:
  static constexpr std::size_t shards = 16;
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, VerifiedToken> tokens;
  };

  Shard& shard_of(std::string_view digest) {
    return shards_[static_cast<unsigned char>(digest.front()) % shards];
  }

  const std::size_t limit_;  ///< Of each shard.
  std::array<Shard, shards> shards_;
};

}  // namespace vgen::session
