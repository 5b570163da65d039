/// Reads bodies in chunks (RFC 9112, section 7.1), without I/O: from text as it arrives to
/// contents.
#pragma once

#include "input_buffer.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vgen::server {

/// Reads the chunks of one body, then its trailer, which is checked and not kept. A line is used
/// only when it is complete, so the rest of the text is an incomplete line or line ending.
class ChunkReader {
 public:
  enum class Outcome : unsigned char {
    complete,
    incomplete,
    too_large,  ///< A chunk exceeds the limit; known from its size. Reading may continue.
    bad,
  };

  ChunkReader() = default;
  /// `max_extra`: the limit of one line, and of all extensions and trailers together, in bytes.
  /// They are never needed, and could be endless.
  ChunkReader(std::size_t limit, std::size_t max_extra) noexcept
      : limit_(limit), max_extra_(max_extra) {}

  /// Removes the text that was read from the front. Appends the contents to `body` if there is one.
  [[nodiscard]] Outcome read(std::string_view& text, InputBuffer* body);
  /// Removes the limit.
  void forget_limit() noexcept { limit_ = UINT64_MAX; }
  /// The number of missing bytes of the present chunk.
  [[nodiscard]] std::uint64_t left() const noexcept { return left_; }

 private:
  enum class State : unsigned char { size, contents, contents_end, trailer, end };

  Outcome read_size(std::string_view& text);
  Outcome read_contents(std::string_view& text, InputBuffer* body);
  Outcome read_contents_end(std::string_view& text);
  Outcome read_trailer(std::string_view& text);
  /// A line without its ending; `incomplete` or `bad` if there is none.
  Outcome take_line(std::string_view& text, std::string_view& line);
  /// False if there are too many of these bytes.
  bool count_extra(std::size_t bytes) noexcept;

  State state_ = State::size;
  std::uint64_t limit_ = 0;  ///< Bytes of further contents.
  std::uint64_t left_ = 0;   ///< Missing bytes of this chunk.
  std::size_t max_extra_ = 0;
};

}  // namespace vgen::server
