/// What every `TickLock` must do.
#pragma once

#include <vgen/schedule/tick_lock.hpp>

namespace vgen_test {

/// Runs all checks on a lock that has seen no tick. `one` and `two` are the same lock, as two
/// servers have it.
void check_tick_lock(vgen::TickLock& one, vgen::TickLock& two);

}  // namespace vgen_test
