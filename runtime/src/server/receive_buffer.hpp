/// The buffer into which the sockets of a loop are read.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace vgen::server {

/// One buffer for all connections of a loop: each uses its input before another one reads. If a
/// request needs its text for longer, its connection keeps the buffer, and the loop makes another.
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
  /// Gives the memory to a request that still needs its content.
  [[nodiscard]] Memory give_away() noexcept { return std::move(memory_); }
  void take_back(Memory memory) noexcept { (memory_ ? spare_ : memory_) = std::move(memory); }

  /// Marks the buffer as in use while a connection receives and uses its input. A coroutine that
  /// continues meanwhile may make another connection try to receive.
  class Use {
   public:
    explicit Use(ReceiveBuffer& buffer) noexcept
        : buffer_(buffer), first_(!std::exchange(buffer.in_use_, true)) {}
    ~Use() {
      if (first_) buffer_.in_use_ = false;
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

    /// False if the content of the buffer is already in use.
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
