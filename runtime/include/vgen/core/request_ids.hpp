/// Makes the ids of requests.
#pragma once

#include <cstdint>
#include <string>

namespace vgen {

/// The ids are random enough to be unique, and cheap enough for every request. Use one object per
/// thread.
class RequestIds {
 public:
  /// Hosts use a random seed, tests a fixed number.
  explicit RequestIds(std::uint64_t seed) : state_(seed) {}

  /// Writes sixteen hexadecimal digits to `id`.
  void next(std::string& id) {
    // splitmix64: every value of its counter gives a different id.
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    z ^= z >> 31;
    id.resize(16);
    for (char& digit : id) {
      digit = "0123456789abcdef"[z >> 60];
      z <<= 4;
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace vgen
