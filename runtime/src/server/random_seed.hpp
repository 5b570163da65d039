#pragma once

#include <cstdint>
#include <random>

namespace vgen::server {

/// 64 bits that nobody can foresee.
[[nodiscard]] inline std::uint64_t random_seed() {
  std::random_device random;
  return std::uint64_t{random()} << 32U | random();
}

}  // namespace vgen::server
