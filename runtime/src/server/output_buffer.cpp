#include "output_buffer.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace vgen::server {

OutputPool::Block OutputPool::take(std::size_t bytes) {
  if (!blocks_.empty() && blocks_.back().capacity >= bytes) {
    Block block = std::move(blocks_.back());
    blocks_.pop_back();
    return block;
  }
  const std::size_t capacity = std::max(bytes, block_size);
  return {.data = std::make_unique_for_overwrite<char[]>(capacity), .capacity = capacity};
}

void OutputPool::give_back(Block block) noexcept {
  if (block.capacity > largest_kept_block || block.capacity < block_size) return;
  if (blocks_.capacity() == 0) {
    try {
      blocks_.reserve(kept_blocks);
    } catch (const std::exception&) {
      return;
    }
  }
  if (blocks_.size() < kept_blocks) {
    blocks_.push_back(std::move(block));
  } else if (blocks_.back().capacity < block.capacity) {
    blocks_.back() = std::move(block);
  }
}

std::string OutputPool::take_text() noexcept {
  text_used_ = true;
  return std::exchange(text_, {});
}

void OutputPool::give_back_text(std::string text) noexcept {
  if (text.capacity() > largest_kept_text || text.capacity() <= text_.capacity()) return;
  text.clear();
  text_ = std::move(text);
  text_used_ = true;
}

void OutputPool::tick() noexcept {
  if (!std::exchange(text_used_, false)) text_ = {};
}

void OutputBuffer::add(std::string_view text) {
  if (text.empty()) return;
  std::memcpy(room(text.size()), text.data(), text.size());
  added(text.size());
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

/// The first piece goes out with what is there, for files are small more often than not.
void OutputBuffer::add_body(std::shared_ptr<BodySource> source) {
  body_ = std::make_unique<Body>();
  body_->source = std::move(source);
  read_piece(1);
}

std::array<std::string_view, 2> OutputBuffer::pending() {
  if (body_ && body_->source && begin_ == end_) {
    is_piece_ = true;
    read_piece(large);
  }
  return {std::string_view(block_.data.get() + begin_, end_ - begin_),
          body_ ? body_->rest : std::string_view()};
}

/// Fills the block, which gets room for so many bytes at least.
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

void OutputBuffer::sent(std::size_t bytes) {
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

/// A client that takes in no more costs no memory: the piece is read again.
void OutputBuffer::drop_piece() noexcept {
  body_->read -= end_ - begin_;
  begin_ = end_ = 0;
  is_piece_ = false;
  release_block();
}

/// Keeps as much memory as is needed while nobody takes in what waits.
void OutputBuffer::compact() {
  constexpr std::size_t worth_it = 4096;
  const std::size_t left = end_ - begin_;
  if (block_.capacity < left + worth_it) return;
  OutputPool::Block small{.data = std::make_unique_for_overwrite<char[]>(left), .capacity = left};
  std::memcpy(small.data.get(), block_.data.get() + begin_, left);
  release_block();
  block_ = std::move(small);
  begin_ = 0;
  end_ = left;
}

std::size_t OutputBuffer::unsent() const noexcept {
  return (begin_ == end_ ? 0 : block_.capacity) + (body_ ? body_->owned.capacity() : 0);
}

void OutputBuffer::end_body() noexcept {
  pool_.give_back_text(std::move(body_->owned));
  body_.reset();
}

void OutputBuffer::release_block() noexcept {
  if (!block_.data) return;
  pool_.give_back(std::move(block_));
  block_ = {};
}

void OutputBuffer::grow(std::size_t bytes) {
  const std::size_t used = end_ - begin_;
  OutputPool::Block larger =
      pool_.take(std::max(used + bytes, used == 0 ? 0 : 2 * block_.capacity));
  if (used != 0) std::memcpy(larger.data.get(), block_.data.get() + begin_, used);
  release_block();
  block_ = std::move(larger);
  begin_ = 0;
  end_ = used;
}

}  // namespace vgen::server
