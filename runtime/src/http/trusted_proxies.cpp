#include <vgen/http/trusted_proxies.hpp>

#include <vgen/http/field_text.hpp>
#include <vgen/http/host.hpp>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

namespace vgen {
namespace {

using detail::trimmed;

/// Splits at a separator that is not in a quoted string (RFC 9110, section 5.6.4). Returns false if
/// a quoted string does not end.
bool split(std::string_view text, char separator, std::vector<std::string_view>& parts) {
  std::size_t begin = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (text[i] == separator && !quoted) {
      parts.push_back(trimmed(text.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  parts.push_back(trimmed(text.substr(begin)));
  return !quoted;
}

/// The parts of all fields of a name, in order.
std::optional<std::vector<std::string_view>> elements_of(const Request& request,
                                                         std::string_view name) {
  std::vector<std::string_view> elements;
  for (const Header& header : request.headers) {
    if (same_header_name(header.name, name) && !split(header.value, ',', elements))
      return std::nullopt;
  }
  return elements;
}

std::string unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  std::string value;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '\\' && i + 2 < text.size()) ++i;
    value += text[i];
  }
  return value;
}

bool is_port(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 5 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:80".
std::optional<IpAddress> address_of(std::string_view text) noexcept {
  if (text.find('%') != std::string_view::npos) return std::nullopt;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(end + 1);
    if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return std::nullopt;
    const std::string_view inside = text.substr(1, end - 1);
    return inside.find(':') == std::string_view::npos ? std::nullopt : IpAddress::parse(inside);
  }
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos) {
    if (!is_port(text.substr(colon + 1))) return std::nullopt;
    text = text.substr(0, colon);
  }
  return IpAddress::parse(text);
}

Scheme scheme_of(std::string_view text) noexcept {
  if (same_header_name(text, "https") || same_header_name(text, "wss")) return Scheme::https;
  if (same_header_name(text, "http") || same_header_name(text, "ws")) return Scheme::http;
  return Scheme::unknown;
}

std::string host_or_nothing(std::string host) {
  return is_host(host) ? std::move(host) : std::string();
}

/// One element of `Forwarded` (RFC 7239, section 4).
struct Element {
  std::optional<IpAddress> client{};  ///< None for "unknown" and for hidden names.
  Scheme scheme = Scheme::unknown;
  std::string host{};
};

Element element_of(std::string_view text) {
  Element element;
  std::vector<std::string_view> pairs;
  split(text, ';', pairs);
  for (const std::string_view pair : pairs) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = pair.substr(0, equals);
    std::string value = unquoted(pair.substr(equals + 1));
    if (same_header_name(name, "for")) element.client = address_of(value);
    if (same_header_name(name, "proto")) element.scheme = scheme_of(value);
    if (same_header_name(name, "host")) element.host = host_or_nothing(std::move(value));
  }
  return element;
}

std::string last_of(const std::optional<std::vector<std::string_view>>& elements) {
  return elements && !elements->empty() ? std::string(elements->back()) : std::string();
}

}  // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& ranges, ProxyHeaders headers)
    : headers_(headers) {
  for (const std::string& text : ranges) {
    const auto range = IpRange::parse(text);
    if (!range)
      throw std::invalid_argument("the trusted proxy \"" + text +
                                  "\" must be an address or a range, such as 10.0.0.0/8");
    ranges_.push_back(*range);
  }
}

bool TrustedProxies::trusts(const IpAddress& address) const noexcept {
  return std::ranges::any_of(ranges_,
                             [&](const IpRange& range) { return range.contains(address); });
}

/// Each trusted proxy says with one element who its client is. The scheme and host are those that
/// the nearest proxy knows of the client.
ClientFacts TrustedProxies::by_forwarded(const Request& request, const IpAddress& peer) const {
  ClientFacts facts{.address = peer.text(), .by_proxy = true};
  const auto elements = elements_of(request, "Forwarded");
  if (!elements) return facts;
  for (auto at = elements->rbegin(); at != elements->rend(); ++at) {
    const Element element = element_of(*at);
    if (element.scheme != Scheme::unknown) facts.scheme = element.scheme;
    if (!element.host.empty()) facts.host = element.host;
    if (!element.client) break;
    facts.address = element.client->text();
    if (!trusts(*element.client)) break;
  }
  return facts;
}

/// The scheme and the host are a list only if each proxy adds its own; the last one is what the
/// nearest proxy says.
ClientFacts TrustedProxies::by_x_forwarded(const Request& request, const IpAddress& peer) const {
  ClientFacts facts{.address = peer.text(),
                    .scheme = scheme_of(last_of(elements_of(request, "X-Forwarded-Proto"))),
                    .host = host_or_nothing(last_of(elements_of(request, "X-Forwarded-Host"))),
                    .by_proxy = true};
  const auto clients = elements_of(request, "X-Forwarded-For");
  if (!clients) return facts;
  for (auto at = clients->rbegin(); at != clients->rend(); ++at) {
    const auto client = address_of(*at);
    if (!client) break;
    facts.address = client->text();
    if (!trusts(*client)) break;
  }
  return facts;
}

ClientFacts TrustedProxies::client_of(const Request& request, std::string_view peer) const {
  const auto address = IpAddress::parse(peer);
  if (!address) return {.address = std::string(peer)};
  if (!trusts(*address)) return {.address = address->text()};
  const bool has_standard = request.header("Forwarded").has_value();
  switch (headers_) {
    case ProxyHeaders::forwarded: return by_forwarded(request, *address);
    case ProxyHeaders::x_forwarded: return by_x_forwarded(request, *address);
    case ProxyHeaders::automatic: break;
  }
  if (!has_standard) return by_x_forwarded(request, *address);
  ClientFacts facts = by_forwarded(request, *address);
  if (!request.header("X-Forwarded-For")) return facts;
  // A proxy that knows only one of the two passes the other one as its client has sent it.
  if (by_x_forwarded(request, *address).address == facts.address) return facts;
  return {.address = address->text(), .by_proxy = true};
}

}  // namespace vgen
