/// Memory for the objects of one event, so that an event of the usual size needs no allocation.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace vgen {

/// Gives memory piece by piece and frees all of it at once. Memory that does not fit in its own
/// block comes from the heap. Does not destroy the objects in it. Not for several threads at once.
class Arena {
 public:
  /// Bytes that need no allocation.
  static constexpr std::size_t inline_size = 1024;

  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() { clear(); }

  /// Uninitialised memory until `clear`. `align` is a power of two. Throws `std::bad_alloc`.
  [[nodiscard]] void* allocate(std::size_t size, std::size_t align) {
    void* place = block_ + used_;
    std::size_t room = inline_size - used_;
    if (std::align(align, size, place, room) == nullptr) return allocate_on_heap(size, align);
    used_ = inline_size - room + size;
    return place;
  }

  /// Frees all memory.
  void clear() noexcept {
    used_ = 0;
    if (!pieces_.empty()) release_heap();
  }

 private:
  struct Piece {
    void* memory;
    std::align_val_t align;
  };

  void* allocate_on_heap(std::size_t size, std::size_t align) {
    pieces_.reserve(pieces_.size() + 1);
    const auto alignment = static_cast<std::align_val_t>(align);
    pieces_.push_back({::operator new(size, alignment), alignment});
    return pieces_.back().memory;
  }

  void release_heap() noexcept {
    for (const Piece& piece : pieces_) ::operator delete(piece.memory, piece.align);
    pieces_.clear();
  }

  alignas(std::max_align_t) std::byte block_[inline_size];
  std::size_t used_ = 0;
  std::vector<Piece> pieces_;
};

}  // namespace vgen
