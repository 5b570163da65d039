/// The grammar of `Host` (RFC 9110, section 7.2), and the hosts that a server answers for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// Whether a text is `uri-host [":" port]` (RFC 3986, section 3.2.2): a name, which may be empty,
/// an IPv4 address, or an IPv6 address in brackets. A port is at most 65535 and may be empty.
[[nodiscard]] bool is_host(std::string_view text) noexcept;

/// The host and port of an absolute request target, "http://example.org:80/x". Empty for other
/// forms.
[[nodiscard]] std::string_view authority_of(std::string_view target) noexcept;

/// The names under which a server may be reached. A page of an attacker can make a browser send
/// requests to any address (DNS rebinding), but then the host is a name of the attacker.
class AllowedHosts {
 public:
  /// Each is a host without port, "example.org" or "[::1]", or "*.example.org" for all names below
  /// that one. Without names, every host is allowed. Throws `std::invalid_argument` for other
  /// texts.
  explicit AllowedHosts(std::vector<std::string> names);

  /// Whether the list restricts anything.
  [[nodiscard]] bool restricts() const noexcept { return !names_.empty(); }
  /// `host` is the value of `Host`: its port, its case and a final dot do not matter.
  [[nodiscard]] bool allows(std::string_view host) const noexcept;

 private:
  std::vector<std::string> names_;
};

}  // namespace vgen
