#include <vgen/schedule/tick_lock.hpp>

#include <cstddef>

namespace vgen {
namespace {

/// The ticks of a task that are remembered.
constexpr std::size_t remembered = 1024;

}  // namespace

bool MemoryTickLock::claim(std::string_view task, std::chrono::sys_seconds instant) {
  const std::lock_guard lock(mutex_);
  std::set<std::chrono::sys_seconds>& claimed = claimed_[std::string(task)];
  if (!claimed.insert(instant).second) return false;
  if (claimed.size() > remembered) claimed.erase(claimed.begin());
  return true;
}

}  // namespace vgen
