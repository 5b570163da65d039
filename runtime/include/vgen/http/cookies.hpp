/// Cookies (RFC 6265).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vgen {

/// Which requests from other sites carry a cookie.
enum class SameSite : unsigned char { strict, lax, none };

/// A cookie to set. The defaults are safe.
struct Cookie {
  std::string name{};
  std::string value{};  ///< Bytes without control characters, quotes, commas, semicolons,
                        ///< backslashes and spaces.
  std::string path = "/";
  std::string domain{};          ///< Empty: this host only.
  std::optional<int> max_age{};  ///< Seconds; none: until the browser closes; 0 removes the cookie.
  bool secure = true;
  bool http_only = true;
  SameSite same_site = SameSite::lax;

  bool operator==(const Cookie&) const = default;
};

/// The value of a cookie in a `Cookie` header, as sent, without surrounding quotes.
[[nodiscard]] std::optional<std::string_view> find_cookie(std::string_view header,
                                                          std::string_view name) noexcept;

/// The value of the `Set-Cookie` header. Throws `std::invalid_argument` for a name or value that
/// cannot be sent.
[[nodiscard]] std::string set_cookie_value(const Cookie& cookie);

}  // namespace vgen
