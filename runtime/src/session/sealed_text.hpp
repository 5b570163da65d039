#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::session {

/// Encrypts texts for cookies with AES-256-GCM. May be used by several threads at once.
class SealedText {
 public:
  /// The first key encrypts, all of them decrypt. Throws `std::invalid_argument` for a key with
  /// fewer than 32 characters.
  explicit SealedText(const std::vector<std::string>& keys);

  /// `purpose` must be the same to open it: text for one cookie cannot be used as another one.
  [[nodiscard]] std::string seal(std::string_view text, std::string_view purpose) const;
  /// None if it was not sealed with one of the keys, or was changed.
  [[nodiscard]] std::optional<std::string> open(std::string_view sealed,
                                                std::string_view purpose) const;

 private:
  std::vector<std::string> keys_;  ///< 32 bytes each.
};

/// Random bytes that nobody can guess.
[[nodiscard]] std::string random_bytes(std::size_t count);

}  // namespace vgen::session
