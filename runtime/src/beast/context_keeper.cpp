#include "context_keeper.hpp"

#include "beast_loops.hpp"

#include <algorithm>
#include <utility>

namespace vgen::server {

boost::asio::execution_context::id ContextKeeper::id;

ContextKeeper::~ContextKeeper() {
  for (const auto& loops : held_) loops->drop_loops();
}

void ContextKeeper::shutdown() {
  for (const auto& loops : held_) loops->drop_sockets();
}

void ContextKeeper::hold(std::shared_ptr<BeastLoops> loops) {
  const std::lock_guard lock(mutex_);
  held_.push_back(std::move(loops));
}

void ContextKeeper::release(const BeastLoops* loops) {
  std::shared_ptr<BeastLoops> last;  // destroyed without the lock
  const std::lock_guard lock(mutex_);
  const auto found =
      std::ranges::find_if(held_, [&](const auto& held) { return held.get() == loops; });
  if (found == held_.end()) return;
  last = std::move(*found);
  held_.erase(found);
}

}  // namespace vgen::server
