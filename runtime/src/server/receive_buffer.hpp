/// Where the sockets of a loop are read to.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace vgen::server {

/// One buffer for all connections of a loop: each uses what it reads before another one reads. A
/// connection whose request is under way beyond that keeps the buffer, and the loop takes another.
class ReceiveBuffer {
 public:
  using Memory = std::unique_ptr<char[]>;
  static constexpr std::size_t size = 64 * 1024;

  /// All of it.
  [[nodiscard]] std::span<char> space() {
    if (!memory_) memory_ = std::move(spare_);
    if (!memory_) memory_ = std::make_unique_for_overwrite<char[]>(size);
    return {memory_.get(), size};
  }
  /// Whether the text is in it.
  [[nodiscard]] bool holds(std::string_view text) const noexcept {
    const std::less_equal<const char*> before;
    const char* const begin = memory_.get();
    return begin != nullptr && before(begin, text.data()) && before(text.data(), begin + size);
  }
  /// Gives the memory to who still needs what is in it.
  [[nodiscard]] Memory give_away() noexcept { return std::move(memory_); }
  void take_back(Memory memory) noexcept { (memory_ ? spare_ : memory_) = std::move(memory); }

  /// Somebody receives, and then uses what was received: a coroutine that goes on meanwhile may
  /// make another connection want to receive too.
  class Use {
   public:
    explicit Use(ReceiveBuffer& buffer) noexcept
        : buffer_(buffer), first_(!std::exchange(buffer.in_use_, true)) {}
    ~Use() {
      if (first_) buffer_.in_use_ = false;
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

    /// False: what is in the buffer is in use already.
    [[nodiscard]] bool first() const noexcept { return first_; }

   private:
    ReceiveBuffer& buffer_;
    bool first_;
  };

 private:
  Memory memory_;
  Memory spare_;
  bool in_use_ = false;
};

}  // namespace vgen::server
