/// A request as a value, whatever it came with.
#pragma once

#include <vgen/http/headers.hpp>

#include <optional>
#include <span>
#include <string_view>

namespace vgen {

/// An HTTP request. All views: valid until the event that it belongs to has ended.
///
/// Only the body's form will grow: where bodies are not held in memory (uploads, forms), `body`
/// will stay empty and a member next to it will be the source to read from.
struct Request {
  std::string_view method{};  ///< As sent: "GET".
  std::string_view target{};  ///< As sent: "/todos?limit=2", or "*", or a whole URL.
  std::string_view path{};    ///< Of the target, still percent-encoded: "/todos".
  std::string_view query{};   ///< Of the target, without the question mark, still percent-encoded.
  std::span<const Header> headers{};
  std::string_view body{};            ///< Bytes.
  std::string_view remote_address{};  ///< Of the peer, without port: "127.0.0.1". Empty in memory.

  /// The value of the first header of this name, whatever its case.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept {
    return find_header(headers, name);
  }
  /// The value of a cookie as sent (RFC 6265, section 5.4), without surrounding quotes.
  [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const noexcept;
};

/// Takes `target` apart: origin form ("/path?query"), absolute form ("http://host/path") or
/// asterisk form ("*", RFC 9112, section 3.2). False if it is none of these; then path and query
/// are as before.
bool set_target(Request& request, std::string_view target) noexcept;

}  // namespace vgen
