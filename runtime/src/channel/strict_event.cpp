#include "strict_event.hpp"

#include <algorithm>
#include <new>
#include <utility>

namespace vgen {
namespace {

constexpr std::byte ended_byte{0xDD};

#if defined(__SANITIZE_ADDRESS__)
constexpr bool frees_at_once = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool frees_at_once = true;
#else
constexpr bool frees_at_once = false;
#endif
#else
constexpr bool frees_at_once = false;
#endif

}  // namespace

EndedObjects::~EndedObjects() {
  for (const Block& block : blocks_) free(block);
}

bool EndedObjects::is_disturbed(const Block& block) noexcept {
  return !std::all_of(block.memory, block.memory + block.size,
                      [](std::byte byte) { return byte == ended_byte; });
}

void EndedObjects::free(const Block& block) noexcept {
  if (block.memory != nullptr) ::operator delete(block.memory, std::align_val_t{block.align});
}

void EndedObjects::take(void* memory, const TypeSlot& slot) noexcept {
  const Block block{
      .memory = static_cast<std::byte*>(memory), .size = slot.size, .align = slot.align};
  if constexpr (frees_at_once) {
    free(block);
  } else {
    std::fill_n(block.memory, block.size, ended_byte);
    Block& place = blocks_[next_];
    disturbed_ = disturbed_ || is_disturbed(place);
    free(place);
    place = block;
    next_ = (next_ + 1) % kept;
  }
}

bool EndedObjects::take_disturbed() noexcept {
  bool found = std::exchange(disturbed_, false);
  for (Block& block : blocks_) {
    if (!is_disturbed(block)) continue;
    found = true;
    std::fill_n(block.memory, block.size, ended_byte);
  }
  return found;
}

StoredRequest stored_request(const Request& request) {
  StoredRequest stored{.method = std::string(request.method),
                       .target = std::string(request.target),
                       .remote_address = std::string(request.remote_address),
                       .forwarded_host = std::string(request.forwarded_host),
                       .scheme = request.scheme};
  for (const Header& header : request.headers)
    stored.headers.emplace_back(std::string(header.name), std::string(header.value));
  return stored;
}

std::unique_ptr<RequestCopy> request_of(const StoredRequest& stored) {
  std::vector<Header> headers;
  for (const auto& [name, value] : stored.headers)
    headers.push_back({.name = name, .value = value});
  Request request{.method = stored.method};
  (void)set_target(request, stored.target);
  request.headers = headers;
  request.remote_address = stored.remote_address;
  request.forwarded_host = stored.forwarded_host;
  request.scheme = stored.scheme;
  return std::make_unique<RequestCopy>(request);
}

}  // namespace vgen
