/// The pages that may open a connection (RFC 6454).
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace vgen {

/// Whether a page of this origin comes from the server itself. `origin` is the value of `Origin`,
/// "https://example.org:8443"; `host` is the value of `Host`. The scheme is not compared, because a
/// proxy may have ended TLS; the default port of a scheme does not matter.
[[nodiscard]] bool is_own_origin(std::string_view origin, std::string_view host) noexcept;

/// Whether a page may use the server: its own ones, those in the list, and all if the list has "*".
/// A browser sends the credentials of its user with a handshake from any page, so a foreign page
/// could act for that user.
[[nodiscard]] bool is_origin_allowed(std::string_view origin, std::string_view host,
                                     std::span<const std::string> allowed) noexcept;

}  // namespace vgen
