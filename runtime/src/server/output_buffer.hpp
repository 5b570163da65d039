/// Bytes that wait to be sent.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::server {

/// Small answers are put together in one reused buffer; one large body is kept as it is and goes
/// out behind it.
class OutputBuffer {
 public:
  /// Bodies beyond this are not copied.
  static constexpr std::size_t large = 64 * 1024;

  [[nodiscard]] bool empty() const noexcept { return begin_ == end_ && large_.empty(); }
  /// Whether what is waiting should be sent before more is put in.
  [[nodiscard]] bool full() const noexcept { return !large_.empty() || end_ - begin_ >= large; }

  /// Space for so many bytes behind what waits; not while `full`. Moves what waits.
  [[nodiscard]] char* room(std::size_t bytes) {
    if (space_.size() - end_ < bytes) grow(bytes);
    return space_.data() + end_;
  }
  /// So many bytes of the room were written.
  void added(std::size_t bytes) noexcept { end_ += bytes; }
  void add(std::string_view text) {
    std::memcpy(room(text.size()), text.data(), text.size());
    added(text.size());
  }
  /// Takes over a large body that goes out behind all else.
  void add_large(std::string& body) noexcept { large_ = std::exchange(body, {}); }

  /// What has to be sent, in order.
  [[nodiscard]] std::array<std::string_view, 2> pending() const noexcept {
    return {std::string_view(space_.data() + begin_, end_ - begin_),
            std::string_view(large_).substr(large_sent_)};
  }
  void sent(std::size_t bytes) noexcept {
    const std::size_t of_text = std::min(bytes, end_ - begin_);
    begin_ += of_text;
    large_sent_ += bytes - of_text;
    if (begin_ != end_ || large_sent_ != large_.size()) return;
    begin_ = end_ = 0;
    if (space_.size() > 2 * large) space_ = {};
    if (large_sent_ != 0) large_ = {};
    large_sent_ = 0;
  }

 private:
  [[gnu::noinline]] void grow(std::size_t bytes) {
    space_.resize(std::max(end_ + bytes, 2 * space_.size()));
  }

  std::string space_;  ///< All of it can be written to; what waits is a part of it.
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string large_;
  std::size_t large_sent_ = 0;
};

}  // namespace vgen::server
