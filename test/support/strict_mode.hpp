/// Whether a test runs in the strict mode of channels. The programs of channels run twice: without
/// it, and with the environment variable VGEN_TEST_STRICT=1 in it.
#pragma once

#include <cstdlib>

namespace vgen_test {

inline bool in_strict_mode() {
  return std::getenv("VGEN_TEST_STRICT") != nullptr;
}

}  // namespace vgen_test
