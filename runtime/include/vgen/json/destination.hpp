/// The text that a writer appends to.
#pragma once

#include <vgen/core/text_buffer.hpp>

#include <string>
#include <string_view>

namespace vgen::json {

/// A string or a buffer. Refers to it only, so it must not outlive it. Answers are written into
/// buffers, because a string clears memory before it is written.
class Destination {
 public:
  /// No text: there is nothing to write.
  constexpr Destination() = default;
  Destination(std::string& text) noexcept : string_(&text) {}
  Destination(TextBuffer& text) noexcept : buffer_(&text) {}

  [[nodiscard]] explicit operator bool() const noexcept {
    return string_ != nullptr || buffer_ != nullptr;
  }
  /// Appends text as it is. There must be a text.
  void append(std::string_view text) const {
    if (buffer_ != nullptr) {
      buffer_->append(text);
    } else {
      string_->append(text);
    }
  }

 private:
  friend class Writer;

  std::string* string_ = nullptr;
  TextBuffer* buffer_ = nullptr;
};

}  // namespace vgen::json
