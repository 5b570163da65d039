/// An answer as a value, independent of the host.
#pragma once

#include <vgen/core/text_buffer.hpp>
#include <vgen/http/headers.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace vgen {

/// A body that is read piece by piece while it is sent, such as a file.
class BodySource {
 public:
  virtual ~BodySource() = default;
  BodySource(const BodySource&) = delete;
  BodySource& operator=(const BodySource&) = delete;

  /// Reads the bytes from offset `at` into `to` and returns their number. It is less than the size
  /// of `to` only at the end of the body. Throws if it cannot read. May be called again with the
  /// same offset.
  [[nodiscard]] virtual std::size_t read(std::uint64_t at, std::span<char> to) = 0;

  std::uint64_t size = 0;  ///< Bytes of the whole body.

 protected:
  BodySource() = default;
};

/// An HTTP answer. The host sets `Content-Length`, `Date` and `Connection`; they are not in
/// `headers`. The body is one of four: JSON that was written for the answer, other text that it
/// owns, a text that never changes, or a source.
struct Response {
  int status = 200;
  Headers headers{};
  std::string body{};
  TextBuffer written{};  ///< Instead of `body`: JSON.
  /// Instead of `body`, and sent without a copy. Must not change while the API is served.
  std::string_view fixed_body{};
  /// Instead of `body`: read while it is sent.
  std::shared_ptr<BodySource> source{};

  [[nodiscard]] std::uint64_t body_size() const noexcept {
    return source ? source->size : text().size();
  }
  /// The body, if it is in memory.
  [[nodiscard]] std::string_view text() const noexcept {
    if (!written.empty()) return written.text();
    return fixed_body.empty() ? std::string_view(body) : fixed_body;
  }
  /// Makes it an answer without a body; keeps its memory.
  void clear_body() noexcept {
    body.clear();
    written.clear();
    fixed_body = {};
    if (source) source.reset();
  }
  /// Puts the text of the body into `body`, wherever it comes from. Throws if its source cannot be
  /// read.
  void load_body();
  /// Makes it like a new one, but keeps its memory.
  void clear() noexcept {
    status = 200;
    headers.clear();
    clear_body();
  }

  bool operator==(const Response&) const = default;
};

/// The reason phrase of a status (RFC 9110, section 15): "Not Found". Empty for an unknown status.
[[nodiscard]] std::string_view reason_of(int status) noexcept;
/// Whether an answer of this status has no body and no Content-Length (RFC 9110, section 6.4.1):
/// 1xx, 204, 304.
[[nodiscard]] constexpr bool has_no_body(int status) noexcept {
  return status < 200 || status == 204 || status == 304;
}
/// Whether an answer of this status has no content. 205 has a Content-Length, which is 0 (RFC 9110,
/// section 15.3.6).
[[nodiscard]] constexpr bool has_no_content(int status) noexcept {
  return has_no_body(status) || status == 205;
}

}  // namespace vgen
