/// The memory of the process that runs a test.
#pragma once

#include <unistd.h>

#include <cstddef>
#include <fstream>

namespace vgen_test {

/// Bytes that are in memory.
inline std::size_t resident_bytes() {
  std::size_t all = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace vgen_test
