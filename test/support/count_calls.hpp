/// Counting what a server asks the system for. One source of a test program stands before the
/// functions of the C library: count_calls.cpp.
#pragma once

#include <cstddef>

namespace vgen_test {

struct Calls {
  std::size_t sends = 0;
  std::size_t receives_with_bytes = 0;
};

/// From now on, counts the calls of all threads but this one.
void count_calls_of_other_threads() noexcept;
Calls counted_calls() noexcept;

}  // namespace vgen_test
