/// Bytes that wait to be sent.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::server {

/// Small answers are put together in one reused buffer; one large body is kept as it is and goes out behind it.
class OutputBuffer {
 public:
  /// Bodies beyond this are not copied.
  static constexpr std::size_t large = 64 * 1024;

  [[nodiscard]] bool empty() const noexcept { return text_.size() == text_sent_ && large_.empty(); }
  /// Whether what is waiting should be sent before more is put in.
  [[nodiscard]] bool full() const noexcept { return !large_.empty() || text_.size() - text_sent_ >= large; }

  /// To append to; not while `full`.
  [[nodiscard]] std::string& text() noexcept { return text_; }
  /// Puts a body behind the text. Takes it over if it is large.
  void body(std::string& body) {
    if (body.size() <= large) {
      text_.append(body);
    } else {
      large_ = std::exchange(body, {});
    }
  }

  /// What has to be sent, in order.
  [[nodiscard]] std::array<std::string_view, 2> pending() const noexcept {
    return {std::string_view(text_).substr(text_sent_), std::string_view(large_).substr(large_sent_)};
  }
  void sent(std::size_t bytes) noexcept {
    const std::size_t of_text = std::min(bytes, text_.size() - text_sent_);
    text_sent_ += of_text;
    large_sent_ += bytes - of_text;
    if (text_sent_ != text_.size() || large_sent_ != large_.size()) return;
    text_.clear();
    if (text_.capacity() > 2 * large) text_.shrink_to_fit();
    if (!large_.empty()) large_ = {};
    text_sent_ = large_sent_ = 0;
  }

 private:
  std::string text_;
  std::string large_;
  std::size_t text_sent_ = 0;
  std::size_t large_sent_ = 0;
};

}  // namespace vgen::server
