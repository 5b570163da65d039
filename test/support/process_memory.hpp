/// The memory of the process that runs a test.
#pragma once

#include <unistd.h>

#include <cstddef>
#include <fstream>

namespace vgen_test {

// GCC defines macros, clang has features.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define VGEN_TEST_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define VGEN_TEST_SANITIZED 1
#endif
#endif

/// Whether a sanitizer runs. It has memory of its own for each allocation and keeps what is freed,
/// so that bounds of memory do not hold.
#ifdef VGEN_TEST_SANITIZED
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

/// Bytes that are in memory.
inline std::size_t resident_bytes() {
  std::size_t all = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace vgen_test
