#include "output_buffer.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace vgen::server {

OutputPool::~OutputPool() {
  for (std::size_t i = 0; i < count_; ++i) delete[] blocks_[i].data;
}

OutputPool::Block OutputPool::make(std::size_t bytes) {
  const std::size_t capacity = std::max(bytes, block_size);
  return {.data = new char[capacity], .capacity = capacity};
}

TextBuffer OutputPool::take_text() noexcept {
  text_used_ = true;
  return std::exchange(text_, {});
}

void OutputPool::give_back_text(TextBuffer& text) noexcept {
  if (text.capacity() > largest_kept_text || text.capacity() <= text_.capacity()) {
    text.free();
    return;
  }
  text_.free();
  text_.swap(text);
  text_.clear();
  text_used_ = true;
}

void OutputPool::tick() noexcept {
  if (!std::exchange(text_used_, false)) text_.free();
}

void OutputBuffer::add(std::string_view text) {
  if (text.empty()) return;
  std::memcpy(room(text.size()), text.data(), text.size());
  added(text.size());
}

void OutputBuffer::add_body(TextBuffer& body) {
  body_ = std::make_unique<Body>();
  body_->written.swap(body);
  body_->rest = body_->written.text();
}

void OutputBuffer::add_body(std::string& body) {
  body_ = std::make_unique<Body>();
  body_->owned = std::exchange(body, {});
  body_->rest = body_->owned;
}

void OutputBuffer::add_body(std::string_view fixed) {
  body_ = std::make_unique<Body>();
  body_->rest = fixed;
}

/// The first piece is sent with the head, because most files are small.
void OutputBuffer::add_body(std::shared_ptr<BodySource> source) {
  body_ = std::make_unique<Body>();
  body_->source = std::move(source);
  read_piece(1);
}

std::array<std::string_view, 2> OutputBuffer::pending_with_body() {
  if (body_->source && begin_ == end_) {
    is_piece_ = true;
    read_piece(large);
  }
  return {std::string_view(block_.data + begin_, end_ - begin_), body_->rest};
}

/// Fills the block, which gets room for at least this many bytes.
void OutputBuffer::read_piece(std::size_t bytes) {
  BodySource& source = *body_->source;
  char* const begin = room(bytes);
  const std::uint64_t left = source.size - body_->read;
  const auto wanted =
      static_cast<std::size_t>(std::min<std::uint64_t>(left, block_.capacity - end_));
  const std::size_t got = source.read(body_->read, {begin, wanted});
  if (got == 0 && wanted != 0) throw std::runtime_error("a body ends before its length");
  body_->read += got;
  added(got);
}

void OutputBuffer::sent_some(std::size_t bytes) {
  const std::size_t of_block = std::min(bytes, end_ - begin_);
  begin_ += of_block;
  if (body_) body_->rest.remove_prefix(bytes - of_block);
  if (begin_ != end_) {
    if (is_piece_) return drop_piece();
    return compact();
  }
  begin_ = end_ = 0;
  is_piece_ = false;
  if (body_ && body_->rest.empty() && (!body_->source || body_->read == body_->source->size))
    end_body();
  if (!body_ || !body_->source) release_block();
}

/// A client that does not read uses no memory: the piece is dropped and read again.
void OutputBuffer::drop_piece() noexcept {
  body_->read -= end_ - begin_;
  begin_ = end_ = 0;
  is_piece_ = false;
  release_block();
}

/// Keeps only the memory that is needed while the client does not read.
void OutputBuffer::compact() {
  constexpr std::size_t worth_it = 4096;
  const std::size_t left = end_ - begin_;
  if (block_.capacity < left + worth_it) return;
  const OutputPool::Block small{.data = new char[left], .capacity = left};
  std::memcpy(small.data, block_.data + begin_, left);
  release_block();
  block_ = small;
  begin_ = 0;
  end_ = left;
}

std::size_t OutputBuffer::unsent() const noexcept {
  const std::size_t of_body = body_ ? body_->written.capacity() + body_->owned.capacity() : 0;
  return (begin_ == end_ ? 0 : block_.capacity) + of_body;
}

void OutputBuffer::end_body() noexcept {
  pool_.give_back_text(body_->written);
  body_.reset();
}

void OutputBuffer::grow(std::size_t bytes) {
  const std::size_t used = end_ - begin_;
  OutputPool::Block larger = pool_.take(std::max(used + bytes, 2 * block_.capacity));
  if (used != 0) std::memcpy(larger.data, block_.data + begin_, used);
  release_block();
  block_ = larger;
  begin_ = 0;
  end_ = used;
}

}  // namespace vgen::server
