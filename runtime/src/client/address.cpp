#include "address.hpp"

#include <stdexcept>

namespace vgen::client::detail {

Address split_address(std::string_view url, std::string_view what) {
  const auto refuse = [&](std::string_view reason) {
    throw std::invalid_argument(std::string(what) + ": " + std::string(reason) + ": \"" +
                                std::string(url) + '"');
  };
  Address address;
  std::string_view rest = url;
  if (rest.starts_with("https://")) {
    address.is_https = true;
    rest.remove_prefix(8);
  } else if (rest.starts_with("http://")) {
    rest.remove_prefix(7);
  } else {
    refuse("an address begins with http:// or https://");
  }
  for (const char c : rest) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F)
      refuse("an address cannot hold spaces and control characters");
  }
  if (rest.find('#') != std::string_view::npos) refuse("an address here has no fragment");
  const std::size_t size = rest.find_first_of("/?");
  address.authority = rest.substr(0, size);
  if (size != std::string_view::npos) address.target = rest.substr(size);
  std::string_view host = address.authority;
  if (host.find('@') != std::string_view::npos)
    refuse("an address here has no user; use the option `auth` or `headers`");
  address.port = address.is_https ? "443" : "80";
  const std::size_t colon = host.rfind(':');
  const std::size_t bracket = host.find(']');
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    address.port = host.substr(colon + 1);
    host = host.substr(0, colon);
    if (address.port.empty() || address.port.size() > 5 ||
        address.port.find_first_not_of("0123456789") != std::string::npos ||
        std::stoul(address.port) > 65535)
      refuse("the port is not a number up to 65535");
  }
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty()) refuse("an address needs a host");
  address.host = host;
  return address;
}

}  // namespace vgen::client::detail
