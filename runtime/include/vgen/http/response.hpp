/// An answer as a value, whatever it goes out with.
#pragma once

#include <vgen/http/headers.hpp>

#include <string>

namespace vgen {

/// An HTTP answer. `Content-Length`, `Date` and `Connection` belong to the host and are not in
/// `headers`.
///
/// The body is held in memory. Where it will come from a file or a stream, a member next to `body`
/// will be its source, and `body` stays empty.
struct Response {
  int status = 200;
  Headers headers{};
  std::string body{};

  /// Makes it as new; keeps its memory.
  void clear() noexcept {
    status = 200;
    headers.clear();
    body.clear();
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
