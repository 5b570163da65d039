/// An event of a channel in the strict mode, and what it keeps between two of them.
#pragma once

#include <vgen/channel/channel_store.hpp>
#include <vgen/channel/live_channel.hpp>
#include <vgen/channel/request_copy.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// Memory of states and sessions whose event has ended. It is overwritten and kept for a while, so
/// that a function that has kept a pointer sees no state any more, and is found if it writes.
///
/// The address sanitizer does that better: with it, memory is given back at once.
class EndedObjects {
 public:
  EndedObjects() = default;
  ~EndedObjects();
  EndedObjects(const EndedObjects&) = delete;
  EndedObjects& operator=(const EndedObjects&) = delete;

  /// Takes the memory of an object that is destroyed.
  void take(void* memory, const TypeSlot& slot) noexcept;
  /// Whether something has written to one of the objects since their end. Says so once.
  [[nodiscard]] bool take_disturbed() noexcept;

 private:
  struct Block {
    std::byte* memory = nullptr;
    std::size_t size = 0;
    std::size_t align = 0;
  };

  [[nodiscard]] static bool is_disturbed(const Block& block) noexcept;
  void free(const Block& block) noexcept;

  static constexpr std::size_t kept = 8;
  Block blocks_[kept]{};
  std::size_t next_ = 0;
  bool disturbed_ = false;
};

/// Makes an object whose memory goes there. Null if `make` returns false.
template <class Make>
[[nodiscard]] std::shared_ptr<void> make_ending(const std::shared_ptr<EndedObjects>& ended,
                                                const TypeSlot& slot, Make&& make) {
  const std::align_val_t align{slot.align};
  const auto free = [align](void* place) noexcept { ::operator delete(place, align); };
  std::unique_ptr<void, decltype(free)> place(::operator new(slot.size, align), free);
  if (!make(place.get())) return nullptr;
  return {place.release(), [ended, slot](void* object) noexcept {
            slot.destroy(object);
            ended->take(object, slot);
          }};
}

/// What the strict mode has for a channel beside its record.
struct LiveChannel::Strict {
  explicit Strict(ChannelStore& of) : store(of) {}

  ChannelStore& store;
  std::shared_ptr<EndedObjects> ended = std::make_shared<EndedObjects>();
  bool is_kept = false;      ///< The store has a record.
  bool has_changed = false;  ///< Subscriptions, presence or handle differ from the record.
  bool has_handle = false;
  std::chrono::steady_clock::time_point renew_at{};
};

/// All that one event knows of its channel, made from the record.
struct LiveChannel::StrictEvent {
  /// What the event sends. It leaves when the record is written.
  struct Output {
    enum class Kind : unsigned char { send, droppable, broadcast, close };

    Kind kind = Kind::send;
    std::string text{};  ///< Of a close its reason.
    std::uint16_t code = 0;
  };

  ChannelRecord record{};
  std::unique_ptr<RequestCopy> request{};
  Part part{};
  Waiting message{};         ///< To run it again.
  bool is_close = false;     ///< The close handler: afterwards there is no record.
  bool is_repeated = false;  ///< It has met another event once.
  std::vector<Output> outputs{};
};

/// The request as the store keeps it.
[[nodiscard]] StoredRequest stored_request(const Request& request);
/// A request with texts of its own.
[[nodiscard]] std::unique_ptr<RequestCopy> request_of(const StoredRequest& stored);

}  // namespace vgen
