#include <vgen/pubsub/answer.hpp>

#include <random>

namespace vgen {

std::uint64_t random_epoch() {
  std::random_device random;
  return (((std::uint64_t{random()} << 32U) | random()) >> 1U) | 1U;
}

Shown shown_of(TopicSettings settings) noexcept {
  if (settings.is_bare) return Shown::nothing;
  return settings.history != 0 ? Shown::position : Shown::topic;
}

}  // namespace vgen
