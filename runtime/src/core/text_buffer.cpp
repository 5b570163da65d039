#include <vgen/core/text_buffer.hpp>

#include <cstdlib>
#include <new>

namespace vgen {
namespace {

constexpr std::size_t smallest = 256;

}  // namespace

TextBuffer::~TextBuffer() {
  std::free(data_);
}

TextBuffer::TextBuffer(const TextBuffer& other) {
  append(other.text());
}

TextBuffer& TextBuffer::operator=(const TextBuffer& other) {
  if (this == &other) return *this;
  clear();
  append(other.text());
  return *this;
}

/// At least doubles the memory, so that many small steps cost little.
void TextBuffer::grow(std::size_t bytes) {
  std::size_t capacity = capacity_ * 2;
  if (capacity < smallest) capacity = smallest;
  if (capacity < bytes) capacity = bytes;
  void* const data = std::realloc(data_, capacity);
  if (data == nullptr) throw std::bad_alloc();
  data_ = static_cast<char*>(data);
  capacity_ = capacity;
}

void TextBuffer::free() noexcept {
  std::free(std::exchange(data_, nullptr));
  size_ = capacity_ = 0;
}

}  // namespace vgen
