/// Who sends a request, if it comes through proxies: the one place that decides it.
#pragma once

#include <vgen/http/ip_address.hpp>
#include <vgen/http/request.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vgen {

/// The header fields by which proxies say who their client is.
enum class ProxyHeaders : unsigned char {
  automatic,    ///< Those that are there. If both are and name two clients, none is believed: the
                ///< client is then the proxy.
  forwarded,    ///< `Forwarded` (RFC 7239) only.
  x_forwarded,  ///< `X-Forwarded-For`, `X-Forwarded-Proto` and `X-Forwarded-Host` only.
};

/// The client of a request, as far as the server believes what proxies say.
struct ClientFacts {
  std::string address{};            ///< As `IpAddress::text`; that of the peer if it is not one.
  Scheme scheme = Scheme::unknown;  ///< What the proxy says; `unknown` if it says nothing.
  std::string host{};               ///< The host that the client has asked for; empty likewise.
  bool by_proxy = false;            ///< Whether the peer is a trusted proxy.

  bool operator==(const ClientFacts&) const = default;
};

/// The proxies that a server believes.
///
/// Everybody can send the header fields, and each proxy adds what it knows at the right. So the
/// client is the rightmost address that is not of a trusted proxy. What is left of it is ignored.
class TrustedProxies {
 public:
  /// Each is an address or a range, "10.0.0.0/8". Throws `std::invalid_argument` for other texts.
  explicit TrustedProxies(const std::vector<std::string>& ranges,
                          ProxyHeaders headers = ProxyHeaders::automatic);

  [[nodiscard]] bool empty() const noexcept { return ranges_.empty(); }
  /// `peer`: the address at the other end of the connection.
  [[nodiscard]] ClientFacts client_of(const Request& request, std::string_view peer) const;

 private:
  [[nodiscard]] bool trusts(const IpAddress& address) const noexcept;
  [[nodiscard]] ClientFacts by_forwarded(const Request& request, const IpAddress& peer) const;
  [[nodiscard]] ClientFacts by_x_forwarded(const Request& request, const IpAddress& peer) const;

  std::vector<IpRange> ranges_;
  ProxyHeaders headers_;
};

}  // namespace vgen
