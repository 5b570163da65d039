/// The calls of one event loop, which its connections share.
#pragma once

#include <vgen/dispatch/hosted_call.hpp>

#include <cstddef>
#include <memory>
#include <vector>

namespace vgen {

/// Lends a call to each event and keeps it for the next one. So there are only as many calls as
/// events that run at once, and once enough calls exist, an event does not allocate. Belongs to one
/// thread. Must outlive the calls that it has lent.
class CallPool {
 public:
  struct GiveBack {
    CallPool* pool = nullptr;
    void operator()(HostedCall* call) const noexcept { pool->take_back(call); }
  };
  /// Returns the call to the pool when it is reset or destroyed: after the event has ended and the
  /// answer was taken from the call. Empty if nothing is borrowed.
  using Borrowed = std::unique_ptr<HostedCall, GiveBack>;

  /// `kept`: the number of unused calls that stay, about 1.6 KB each.
  explicit CallPool(const CallHost& host, std::size_t kept = 1024);
  CallPool(const CallPool&) = delete;
  CallPool& operator=(const CallPool&) = delete;

  /// A call for one event, which `HostedCall::begin` starts. Throws `std::bad_alloc`.
  [[nodiscard]] Borrowed borrow() {
    if (free_.empty()) return make();
    HostedCall* const call = free_.back().release();
    free_.pop_back();
    return Borrowed(call, GiveBack{this});
  }

 private:
  [[nodiscard]] Borrowed make();
  void take_back(HostedCall* call) noexcept;

  CallHost host_;
  std::vector<std::unique_ptr<HostedCall>> free_;  ///< Has capacity for all that are kept.
  std::size_t kept_;
};

}  // namespace vgen
