/// Memory for a text whose size is not known before it is written.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>
#include <utility>

namespace vgen {

/// A text that grows at its end. Unlike `std::string` it does not clear new bytes before they are
/// written, and large memory grows at its place if the system can do that. Not for several threads
/// at once.
class TextBuffer {
 public:
  TextBuffer() = default;
  ~TextBuffer();
  TextBuffer(TextBuffer&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  TextBuffer& operator=(TextBuffer&& other) noexcept {
    swap(other);
    return *this;
  }
  TextBuffer(const TextBuffer& other);
  TextBuffer& operator=(const TextBuffer& other);

  [[nodiscard]] char* data() noexcept { return data_; }
  [[nodiscard]] const char* data() const noexcept { return data_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] std::string_view text() const noexcept { return {data_, size_}; }

  /// Sets the size, at most `capacity`. Bytes that were never written are undefined.
  void set_size(std::size_t size) noexcept { size_ = size; }
  /// Keeps the memory.
  void clear() noexcept { size_ = 0; }
  void append(std::string_view more) {
    if (more.empty()) return;
    if (more.size() > capacity_ - size_) grow(size_ + more.size());
    std::memcpy(data_ + size_, more.data(), more.size());
    size_ += more.size();
  }
  /// Memory for at least this many bytes. May move the text. Throws `std::bad_alloc`.
  void reserve(std::size_t bytes) {
    if (bytes > capacity_) grow(bytes);
  }
  /// Frees the memory.
  void free() noexcept;
  void swap(TextBuffer& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  bool operator==(const TextBuffer& other) const noexcept { return text() == other.text(); }

 private:
  void grow(std::size_t bytes);

  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace vgen
