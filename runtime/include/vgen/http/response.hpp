/// An answer as a value, whatever it goes out with.
#pragma once

#include <vgen/http/headers.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace vgen {

/// A body that is read piece by piece while it is sent, such as that of a file.
class BodySource {
 public:
  virtual ~BodySource() = default;
  BodySource(const BodySource&) = delete;
  BodySource& operator=(const BodySource&) = delete;

  /// Reads bytes that begin `at` so many from the start into `to`, and returns how many: fewer than
  /// there is room for only if there are no more. Throws if it cannot read. The same place may be
  /// asked for again.
  [[nodiscard]] virtual std::size_t read(std::uint64_t at, std::span<char> to) = 0;

  std::uint64_t size = 0;  ///< Bytes of the whole body.

 protected:
  BodySource() = default;
};

/// An HTTP answer. `Content-Length`, `Date` and `Connection` belong to the host and are not in
/// `headers`. The body is one of three: a text of its own, a text that never changes, or a source.
struct Response {
  int status = 200;
  Headers headers{};
  std::string body{};
  /// Instead of `body`: sent from where it is. Must stay as it is as long as the API is served.
  std::string_view fixed_body{};
  /// Instead of `body`: read while it is sent.
  std::shared_ptr<BodySource> source{};

  [[nodiscard]] std::uint64_t body_size() const noexcept {
    if (source) return source->size;
    return fixed_body.empty() ? body.size() : fixed_body.size();
  }
  /// Makes it an answer without a body; keeps its memory.
  void clear_body() noexcept {
    body.clear();
    fixed_body = {};
    if (source) source.reset();
  }
  /// Puts the text of the body into `body`, wherever it comes from. Throws if its source cannot be
  /// read.
  void load_body();
  /// Makes it as new; keeps its memory.
  void clear() noexcept {
    status = 200;
    headers.clear();
    clear_body();
  }

  bool operator==(const Response&) const = default;
};

/// The reason phrase of a status (RFC 9110, section 15): "Not Found". Empty for those that have
/// none.
[[nodiscard]] std::string_view reason_of(int status) noexcept;
/// Whether an answer of this status has no body and no Content-Length (RFC 9110, section 6.4.1):
/// 1xx, 204, 304.
[[nodiscard]] constexpr bool has_no_body(int status) noexcept {
  return status < 200 || status == 204 || status == 304;
}

}  // namespace vgen
