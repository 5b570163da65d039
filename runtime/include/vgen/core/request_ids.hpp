/// Makes the ids of requests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace vgen {

/// The ids are random enough to be unique, and cheap enough for every request. Use one object per
/// thread.
class RequestIds {
 public:
  static constexpr std::size_t size = 16;  ///< Characters of an id: hexadecimal digits.

  /// Hosts use a random seed, tests a fixed number.
  explicit RequestIds(std::uint64_t seed) : state_(seed) {}

  /// Writes an id to `id`.
  void next(std::string& id) {
    id.resize(size);
    next(id.data());
  }
  /// Writes an id to the `size` characters at `to`.
  void next(char* to) noexcept;

 private:
  std::uint64_t state_;
};

}  // namespace vgen
