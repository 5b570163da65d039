#pragma once

#include <string>
#include <string_view>

namespace vgen::client::detail {

/// The parts of `https://example.com:8443/api`.
struct Address {
  bool is_https = false;
  std::string host{};  ///< Without the brackets of an IPv6 address.
  std::string port{};
  std::string target{};     ///< "/api", "/todos?limit=2"; empty if there is no path.
  std::string authority{};  ///< As written: "example.com:8443", for `Host`.

  bool operator==(const Address&) const = default;
};

/// Splits an address. Throws `std::invalid_argument`; `what` names the option that has it.
[[nodiscard]] Address split_address(std::string_view url, std::string_view what);

}  // namespace vgen::client::detail
