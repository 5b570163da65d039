/// Bytes that wait to be sent.
#pragma once

#include <vgen/http/response.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::server {

/// Memory for output, which the connections of a loop borrow and return. A connection without
/// output has none.
class OutputPool {
 public:
  struct Block {
    char* data = nullptr;
    std::size_t capacity = 0;
  };

  OutputPool() = default;
  ~OutputPool();
  OutputPool(const OutputPool&) = delete;
  OutputPool& operator=(const OutputPool&) = delete;

  /// Returns a block of at least this size.
  [[nodiscard]] Block take(std::size_t bytes) {
    if (has(bytes)) return blocks_[--count_];
    return make(bytes);
  }
  /// Whether it has a free block of this size.
  [[nodiscard]] bool has(std::size_t bytes) const noexcept {
    return count_ != 0 && blocks_[count_ - 1].capacity >= bytes;
  }
  void give_back(Block block) noexcept {
    if (count_ == blocks_.size() || block.capacity < block_size ||
        block.capacity > largest_kept_block) {
      delete[] block.data;
    } else {
      blocks_[count_++] = block;
    }
  }

  /// Large memory for the next large text, if there is any.
  [[nodiscard]] TextBuffer take_text() noexcept;
  [[nodiscard]] bool has_text() const noexcept { return text_.capacity() != 0; }
  /// Leaves an empty buffer behind.
  void give_back_text(TextBuffer& text) noexcept;
  /// Frees the memory for large texts if it was not used since the last call.
  void tick() noexcept;

  /// Larger bodies are not copied after their head.
  static constexpr std::size_t large = 64 * 1024;

 private:
  static constexpr std::size_t block_size = 16 * 1024;
  static constexpr std::size_t largest_kept_block = 4 * large;
  static constexpr std::size_t largest_kept_text = 8 * 1024 * 1024;

  [[nodiscard]] static Block make(std::size_t bytes);

  std::array<Block, 16> blocks_;
  std::size_t count_ = 0;
  TextBuffer text_;
  bool text_used_ = false;
};

/// Small answers are combined in one block. One large body stays at its place and is sent after the
/// block. If a body has a source, only one piece of it is in memory.
class OutputBuffer {
 public:
  explicit OutputBuffer(OutputPool& pool) noexcept : pool_(pool) {}
  ~OutputBuffer() { release_block(); }
  OutputBuffer(const OutputBuffer&) = delete;
  OutputBuffer& operator=(const OutputBuffer&) = delete;

  static constexpr std::size_t large = OutputPool::large;

  [[nodiscard]] bool empty() const noexcept { return begin_ == end_ && !body_; }
  /// Whether the waiting output should be sent before more is added.
  [[nodiscard]] bool full() const noexcept { return end_ - begin_ >= large || body_; }

  /// Bytes in memory that wait to be sent.
  [[nodiscard]] std::size_t waiting() const noexcept { return end_ - begin_; }
  [[nodiscard]] bool has_body() const noexcept { return body_ != nullptr; }

  /// Space for this many bytes after the waiting output; not while there is a body. May move the
  /// output.
  [[nodiscard]] char* room(std::size_t bytes) {
    if (block_.data == nullptr && pool_.has(bytes)) [[likely]] {
      block_ = pool_.take(bytes);
    } else if (block_.capacity - end_ < bytes) {
      grow(bytes);
    }
    return block_.data + end_;
  }
  /// This many bytes of the room were written.
  void added(std::size_t bytes) noexcept { end_ += bytes; }
  void add(std::string_view text);
  /// Adds a body after all other output. Takes over a large text, and the source of a body.
  void add_body(TextBuffer& body);
  void add_body(std::string& body);
  void add_body(std::string_view fixed);
  void add_body(std::shared_ptr<BodySource> source);

  /// The output to send, in order. Reads the next piece from a source, and throws its exceptions.
  [[nodiscard]] std::array<std::string_view, 2> pending() {
    if (body_) return pending_with_body();
    return {std::string_view(block_.data + begin_, end_ - begin_), std::string_view()};
  }
  void sent(std::size_t bytes) {
    if (body_ || bytes != end_ - begin_) return sent_some(bytes);
    begin_ = end_ = 0;
    release_block();
  }
  [[nodiscard]] std::size_t unsent() const noexcept;
  /// Drops the rest of a body that is not in memory.
  void drop_body() noexcept { body_.reset(); }

 private:
  /// A body that is not in the block.
  struct Body {
    TextBuffer written{};
    std::string owned{};
    std::string_view rest{};  ///< The unsent part of the text.
    std::shared_ptr<BodySource> source{};
    std::uint64_t read = 0;  ///< Bytes that were read from the source.
  };

  [[nodiscard]] std::array<std::string_view, 2> pending_with_body();
  void sent_some(std::size_t bytes);
  void grow(std::size_t bytes);
  void read_piece(std::size_t bytes);
  void drop_piece() noexcept;
  void compact();
  void end_body() noexcept;
  void release_block() noexcept {
    if (block_.data != nullptr) pool_.give_back(std::exchange(block_, {}));
  }

  OutputPool& pool_;
  OutputPool::Block block_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::unique_ptr<Body> body_;
  bool is_piece_ = false;  ///< The block contains only text from the source.
};

}  // namespace vgen::server
