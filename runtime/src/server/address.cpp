#include "address.hpp"

#include <boost/asio/io_context.hpp>

#include <stdexcept>
#include <string_view>

namespace vgen::server {
using boost::asio::ip::tcp;

namespace {

/// An IPv6 address may have brackets, as in a URL.
std::string_view without_brackets(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) return host.substr(1, host.size() - 2);
  return host;
}

}  // namespace

tcp::endpoint resolve_address(const ServerOptions& options) {
  const std::string_view host = without_brackets(options.host);
  if (host.empty())
    throw std::invalid_argument("the host is empty: use 0.0.0.0 or :: for all addresses");
  boost::asio::io_context context;
  tcp::resolver resolver(context);
  return resolver.resolve(host, std::to_string(options.port), tcp::resolver::passive)->endpoint();
}

std::string host_of(const tcp::endpoint& address) {
  const std::string text = address.address().to_string();
  return address.address().is_v6() ? "[" + text + "]" : text;
}

}  // namespace vgen::server
