/// Makes the ids of requests.
#pragma once

#include <cstdint>
#include <string>

namespace vgen {

/// Unpredictable enough to be unique, cheap enough for every request. One a thread: not for several
/// at once.
class RequestIds {
 public:
  /// Hosts seed it with randomness, tests with a number of their choice.
  explicit RequestIds(std::uint64_t seed) : state_(seed) {}

  /// Sixteen hexadecimal digits into `id`.
  void next(std::string& id) {
    // splitmix64: every value of its counter gives another id.
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
