#include <vgen/dispatch/stream.hpp>

#include <vgen/core/task.hpp>

namespace vgen::detail {

Task<void> StreamEnd::ready() {
  return event_.ready();
}

}  // namespace vgen::detail
