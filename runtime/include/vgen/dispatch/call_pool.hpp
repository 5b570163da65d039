/// The calls of one event loop, which its connections share.
#pragma once

#include <vgen/dispatch/hosted_call.hpp>

#include <cstddef>
#include <memory>
#include <vector>

namespace vgen {

/// Lends a call to each event and keeps it for the next one, so that only as many calls exist as
/// events run at once, and an event takes nothing from the heap once enough of them have been made.
/// Belongs to one thread. Must outlive what it has lent.
class CallPool {
 public:
  struct GiveBack {
    CallPool* pool = nullptr;
    void operator()(HostedCall* call) const noexcept { pool->take_back(call); }
  };
  /// Gives the call back when it is reset or destroyed: after the event has ended, when the answer
  /// was taken out of the call. Empty: nothing is borrowed.
  using Borrowed = std::unique_ptr<HostedCall, GiveBack>;

  /// `kept`: how many calls stay when nobody uses them, about 1.6 KB each.
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
  std::vector<std::unique_ptr<HostedCall>> free_;  ///< Has room for all that are kept.
  std::size_t kept_;
};

}  // namespace vgen
