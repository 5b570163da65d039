#include "test/support/count_allocations.hpp"

#include <cstdlib>
#include <new>

namespace {

thread_local std::size_t count = 0;
thread_local std::size_t bytes = 0;

void* take(std::size_t size, std::size_t align) {
  ++count;
  bytes += size;
  void* memory = align <= alignof(std::max_align_t)
                     ? std::malloc(size)
                     : std::aligned_alloc(align, (size + align - 1) / align * align);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

std::size_t vgen_test::allocations() noexcept {
  return count;
}

std::size_t vgen_test::allocated_bytes() noexcept {
  return bytes;
}

void* operator new(std::size_t size) {
  return take(size == 0 ? 1 : size, 1);
}
void* operator new(std::size_t size, std::align_val_t align) {
  return take(size, static_cast<std::size_t>(align));
}
void* operator new[](std::size_t size) {
  return take(size == 0 ? 1 : size, 1);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++count;
  bytes += size;
  return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}
