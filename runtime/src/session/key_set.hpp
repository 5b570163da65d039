#pragma once

#include <vgen/session/jwk.hpp>
#include <vgen/session/options.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::session {

/// The keys of a verifier, which may come from a file that changes. For several threads at once.
class KeySet {
 public:
  using Keys = std::shared_ptr<const std::vector<Jwk>>;

  explicit KeySet(const JwtOptions& options);

  [[nodiscard]] Keys keys() const;
  /// Reads the file again, if there is one and it was not read within the last minute. Returns
  /// whether it did.
  bool read_again(std::chrono::system_clock::time_point now);

 private:
  const std::string file_;
  mutable std::mutex mutex_;
  Keys keys_;
  std::optional<std::chrono::system_clock::time_point> last_read_;
};

}  // namespace vgen::session
