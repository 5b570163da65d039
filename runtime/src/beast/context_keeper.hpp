/// Keeps the hosts of an execution context.
#pragma once

#include <boost/asio/execution_context.hpp>

#include <memory>
#include <mutex>
#include <vector>

namespace vgen::server {

class BeastLoops;

/// A service of the context. A context that is destroyed first shuts down its services, the last
/// made first: operations and coroutines end with the oldest. Then it destroys the services. So
/// what a service destroys with itself outlives the coroutines, and what it destroys before, in
/// `shutdown`, still has the services that it needs: sockets and timers.
class ContextKeeper final : public boost::asio::execution_context::service {
 public:
  using key_type = ContextKeeper;
  static boost::asio::execution_context::id id;

  explicit ContextKeeper(boost::asio::execution_context& context) : service(context) {}
  ~ContextKeeper() override;
  ContextKeeper(const ContextKeeper&) = delete;
  ContextKeeper& operator=(const ContextKeeper&) = delete;

  /// For any thread.
  void hold(std::shared_ptr<BeastLoops> loops);
  void release(const BeastLoops* loops);

 private:
  void shutdown() override;

  std::mutex mutex_;
  std::vector<std::shared_ptr<BeastLoops>> held_;
};

}  // namespace vgen::server
