#include <vgen/dispatch/call_pool.hpp>

#include <string>
#include <utility>

namespace vgen {
namespace {

/// A call whose event needed more memory than this frees it.
constexpr std::size_t kept_bytes = 64 * 1024;

void shrink(std::string& text) noexcept {
  if (text.capacity() > kept_bytes) std::string().swap(text);  // assigning {} would keep the memory
}

}  // namespace

CallPool::CallPool(const CallHost& host, std::size_t kept) : host_(host), kept_(kept) {
  free_.reserve(kept);
}

CallPool::Borrowed CallPool::make() {
  return Borrowed(new HostedCall(host_), GiveBack{this});
}

void CallPool::take_back(HostedCall* call) noexcept {
  std::unique_ptr<HostedCall> owned(call);
  if (free_.size() == kept_) return;
  owned->end();
  if (owned->response().written.capacity() > kept_bytes) owned->response().written.free();
  shrink(owned->response().body);
  shrink(owned->text);
  free_.push_back(std::move(owned));
}

}  // namespace vgen
