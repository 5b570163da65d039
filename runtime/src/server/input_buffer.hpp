/// Bytes that were received and not used yet.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <span>
#include <string_view>
#include <utility>

namespace vgen::server {

/// Grows with its content. Large memory grows without a copy, because the system moves its pages,
/// and unwritten parts use no memory.
class InputBuffer {
 public:
  InputBuffer() = default;
  ~InputBuffer() { std::free(data_); }
  InputBuffer(const InputBuffer&) = delete;
  InputBuffer& operator=(const InputBuffer&) = delete;

  [[nodiscard]] std::string_view text() const noexcept { return {data_ + begin_, end_ - begin_}; }
  /// The same, to be changed in place.
  [[nodiscard]] std::span<char> space() noexcept { return {data_ + begin_, end_ - begin_}; }
  [[nodiscard]] std::size_t size() const noexcept { return end_ - begin_; }
  [[nodiscard]] bool empty() const noexcept { return begin_ == end_; }

  /// Removed text stays at its place until `room` is called.
  void take(std::size_t bytes) noexcept { begin_ += bytes; }
  void added(std::size_t bytes) noexcept { end_ += bytes; }
  void clear() noexcept { begin_ = end_ = 0; }
  /// `text` must not be in this buffer.
  void append(std::string_view text) {
    if (text.empty()) return;
    std::memcpy(room(text.size()).data(), text.data(), text.size());
    added(text.size());
  }

  /// Free space of at least this size after the text. May move the text, so views become invalid.
  [[nodiscard]] std::span<char> room(std::size_t bytes) {
    if (empty()) clear();
    if (capacity_ - end_ < bytes) make_room(bytes);
    return {data_ + end_, capacity_ - end_};
  }
  /// Frees memory above this size, only if the buffer is empty.
  void shrink(std::size_t bytes) noexcept {
    if (!empty() || capacity_ <= bytes) return;
    std::free(std::exchange(data_, nullptr));
    capacity_ = begin_ = end_ = 0;
  }

 private:
  [[gnu::noinline]] void make_room(std::size_t bytes) {
    const std::size_t used = size();
    if (begin_ != 0) {
      std::memmove(data_, data_ + begin_, used);
      begin_ = 0;
      end_ = used;
      if (capacity_ - used >= bytes) return;
    }
    const std::size_t capacity = std::max({used + bytes, 2 * capacity_, least_capacity});
    void* const grown = std::realloc(data_, capacity);
    if (grown == nullptr) throw std::bad_alloc();
    data_ = static_cast<char*>(grown);
    capacity_ = capacity;
  }

  static constexpr std::size_t least_capacity = 256;

  char* data_ = nullptr;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace vgen::server
