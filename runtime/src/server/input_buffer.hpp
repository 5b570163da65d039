/// Bytes that were received and not taken yet.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace vgen::server {

/// Grows up to what its user asks for, and keeps its memory. What was taken stays where it is until
/// room is asked for.
class InputBuffer {
 public:
  [[nodiscard]] std::string_view text() const noexcept {
    return {data_.get() + begin_, end_ - begin_};
  }
  [[nodiscard]] std::size_t size() const noexcept { return end_ - begin_; }
  [[nodiscard]] bool empty() const noexcept { return begin_ == end_; }

  void take(std::size_t bytes) noexcept { begin_ += bytes; }
  void added(std::size_t bytes) noexcept { end_ += bytes; }
  void clear() noexcept { begin_ = end_ = 0; }
  void append(std::string_view text) {
    if (text.empty()) return;
    const std::span<char> place = room(text.size());
    std::memcpy(place.data(), text.data(), text.size());
    added(text.size());
  }

  /// Free space of at least this size behind the text. Moves the text: views of it end.
  [[nodiscard]] std::span<char> room(std::size_t bytes) {
    if (empty()) clear();
    if (capacity_ - end_ < bytes) make_room(bytes);
    return {data_.get() + end_, capacity_ - end_};
  }

  /// Gives memory beyond this size back; only if it is empty.
  void shrink(std::size_t bytes) noexcept {
    if (!empty() || capacity_ <= bytes) return;
    data_.reset();
    capacity_ = begin_ = end_ = 0;
  }

 private:
  /// Rare, so it stays out of the way of those who only look whether there is room.
  [[gnu::noinline]] void make_room(std::size_t bytes) {
    const std::size_t used = size();
    std::size_t capacity = capacity_ == 0 ? first_capacity : capacity_;
    while (capacity - used < bytes) capacity *= 2;
    if (capacity == capacity_) {
      std::memmove(data_.get(), data_.get() + begin_, used);
    } else {
      std::unique_ptr<char[]> grown(new char[capacity]);
      if (used != 0) std::memcpy(grown.get(), data_.get() + begin_, used);
      data_ = std::move(grown);
      capacity_ = capacity;
    }
    begin_ = 0;
    end_ = used;
  }

  static constexpr std::size_t first_capacity = 4096;

  std::unique_ptr<char[]> data_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace vgen::server
