/// The memory of the process that runs a test.
#pragma once

#include "test/support/sanitizers.hpp"

#include <unistd.h>

#include <cstddef>
#include <fstream>

namespace vgen_test {

/// Whether a sanitizer runs. It has memory of its own for each allocation and keeps what is freed,
/// so that bounds of memory do not hold.
inline constexpr bool sanitized = VGEN_TEST_ADDRESS_SANITIZER || VGEN_TEST_THREAD_SANITIZER;

/// Bytes that are in memory.
inline std::size_t resident_bytes() {
  std::size_t all = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace vgen_test
