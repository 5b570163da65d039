/// A request as a value, independent of the host.
#pragma once

#include <vgen/http/headers.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace vgen {

/// How the client speaks to the server, or to the first trusted proxy.
enum class Scheme : unsigned char { unknown, http, https };

/// An HTTP request. All views: valid until the event that it belongs to has ended.
///
/// The body of a form with files is not held in memory: `body` is empty then.
struct Request {
  std::string_view method{};  ///< As sent: "GET".
  std::string_view target{};  ///< As sent: "/todos?limit=2", or "*", or a whole URL.
  std::string_view path{};    ///< The path of the target, still percent-encoded: "/todos".
  std::string_view query{};   ///< The query without the question mark, still percent-encoded.
  std::span<const Header> headers{};
  std::string_view body{};  ///< Bytes.
  /// The address of the client without port: "127.0.0.1". Behind trusted proxies it is the address
  /// that they have seen. Empty in memory.
  std::string_view remote_address{};
  /// The host that a trusted proxy was asked for; empty if none says it. See `asked_host`.
  std::string_view forwarded_host{};
  Scheme scheme = Scheme::unknown;  ///< What the server or a trusted proxy knows of it.

  /// The value of the first header of this name, in any case.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept {
    return find_header(headers, name);
  }
  /// The host that the client has asked for: `Host`, unless a trusted proxy knows better.
  [[nodiscard]] std::string_view asked_host() const noexcept {
    return forwarded_host.empty() ? header("Host").value_or(std::string_view()) : forwarded_host;
  }
  /// The value of a cookie as sent (RFC 6265, section 5.4), without surrounding quotes.
  [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const noexcept;
};

/// Splits `target`: origin form ("/path?query"), absolute form ("http://host/path") or asterisk
/// form ("*", RFC 9112, section 3.2). If it has another form, returns false and does not change
/// path and query.
bool set_target(Request& request, std::string_view target) noexcept;
/// The same for a caller that knows the size of the text before the first `?` or `#`.
bool set_target(Request& request, std::string_view target, std::size_t path_size) noexcept;

}  // namespace vgen
