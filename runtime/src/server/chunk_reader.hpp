/// Bodies in chunks (RFC 9112, section 7.1), without I/O: text goes in as it arrives, contents come
/// out.
#pragma once

#include "input_buffer.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vgen::server {

/// Reads the chunks of one body, then its trailer, which is checked and forgotten. Lines are taken
/// as a whole, so what is left over of the text is the beginning of a line, or of a line ending.
class ChunkReader {
 public:
  enum class Outcome : unsigned char {
    complete,
    incomplete,
    too_large,  ///< A chunk goes beyond the limit: known when its size is. Reading may go on.
    bad,
  };

  ChunkReader() = default;
  /// `max_extra`: bytes of one line, and of all extensions and trailers together; nobody needs
  /// them, and they would be endless.
  ChunkReader(std::size_t limit, std::size_t max_extra) noexcept
      : limit_(limit), max_extra_(max_extra) {}

  /// Takes what is understood off the front of the text. The contents are appended to `body` if
  /// there is one.
  [[nodiscard]] Outcome read(std::string_view& text, InputBuffer* body);
  /// From now on nothing is too large.
  void forget_limit() noexcept { limit_ = UINT64_MAX; }
  /// What is missing of the chunk that is being read.
  [[nodiscard]] std::uint64_t left() const noexcept { return left_; }

 private:
  enum class State : unsigned char { size, contents, contents_end, trailer, end };

  Outcome read_size(std::string_view& text);
  Outcome read_contents(std::string_view& text, InputBuffer* body);
  Outcome read_contents_end(std::string_view& text);
  Outcome read_trailer(std::string_view& text);
  /// A line without its ending; `incomplete` or `bad` if there is none.
  Outcome take_line(std::string_view& text, std::string_view& line);
  /// False: there are too many of these.
  bool count_extra(std::size_t bytes) noexcept;

  State state_ = State::size;
  std::uint64_t limit_ = 0;  ///< For further contents.
  std::uint64_t left_ = 0;   ///< Of this chunk.
  std::size_t max_extra_ = 0;
};

}  // namespace vgen::server
