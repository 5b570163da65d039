/// Counts heap allocations. One source of a test program defines the operators:
/// count_allocations.cpp.
#pragma once

#include <cstddef>

namespace vgen_test {

/// Calls of operator new by this thread so far.
std::size_t allocations() noexcept;
/// The bytes of these calls together.
std::size_t allocated_bytes() noexcept;

}  // namespace vgen_test
