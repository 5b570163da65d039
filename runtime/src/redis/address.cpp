#include "address.hpp"

#include <vgen/http/percent.hpp>

#include <charconv>
#include <optional>
#include <stdexcept>
#include <utility>

namespace vgen::redis {
namespace {

constexpr std::string_view form = "redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE][?prefix=NAME]";

[[noreturn]] void refuse(const std::string& fault) {
  throw std::invalid_argument("the URL of Redis " + fault + "; its form is " + std::string(form));
}

/// Splits at the last or first separator: what is before it stays, what is behind it is returned;
/// none without the separator.
std::optional<std::string_view> cut(std::string_view& text, std::size_t at) {
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view behind = text.substr(at + 1);
  text = text.substr(0, at);
  return behind;
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string decoded(std::string_view text) {
  std::string value;
  if (!percent_decode(value, text)) refuse("has a '%' without two hexadecimal digits behind it");
  return value;
}

void read_credentials(Address& address, std::string_view text) {
  const std::optional<std::string_view> password = cut(text, text.find(':'));
  if (!password || password->empty())
    refuse("has a user without a password: write USER:PASSWORD@ or :PASSWORD@");
  address.user = decoded(text);
  address.password = decoded(*password);
}

void read_host(Address& address, std::string_view text) {
  std::optional<std::string_view> port;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) refuse("has a '[' without a ']'");
    const std::string_view behind = text.substr(end + 1);
    text = text.substr(1, end - 1);
    if (!behind.empty() && !behind.starts_with(':')) refuse("has something behind the ']'");
    if (!behind.empty()) port = behind.substr(1);
  } else {
    port = cut(text, text.find(':'));
  }
  if (text.empty()) refuse("has no host");
  address.host = text;
  if (!port) return;
  const std::optional<std::uint16_t> number = parse_number<std::uint16_t>(*port);
  if (!number || *number == 0)
    refuse("has the port '" + std::string(*port) + "', which is not between 1 and 65535");
  address.port = *number;
}

void read_query(Address& address, std::string_view query) {
  constexpr std::string_view name = "prefix=";
  if (!query.starts_with(name)) refuse("has a '?' without prefix= behind it");
  address.prefix = decoded(query.substr(name.size()));
  if (address.prefix.empty() || address.prefix.find_first_of("{}:") != std::string::npos)
    refuse("has a prefix that is empty or has one of the characters { } :");
}

}  // namespace

std::string Address::text() const {
  const bool is_v6 = host.find(':') != std::string::npos;
  return (is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Address parse_url(std::string_view url) {
  constexpr std::string_view scheme = "redis://";
  if (url.starts_with("rediss://"))
    throw std::invalid_argument(
        "the URL of Redis begins with rediss://, but TLS to Redis is not supported: use redis:// "
        "to a proxy on this machine that adds TLS, such as stunnel");
  if (!url.starts_with(scheme)) refuse("does not begin with redis://");
  url.remove_prefix(scheme.size());
  Address address;
  if (const auto query = cut(url, url.find('?'))) read_query(address, *query);
  const std::optional<std::string_view> database = cut(url, url.find('/'));
  std::string_view authority = url;
  if (const auto host = cut(authority, authority.rfind('@'))) {
    read_credentials(address, authority);
    authority = *host;
  }
  read_host(address, authority);
  if (!database || database->empty()) return address;
  const std::optional<unsigned> number = parse_number<unsigned>(*database);
  if (!number) refuse("has the database '" + std::string(*database) + "', which is not a number");
  address.database = *number;
  return address;
}

}  // namespace vgen::redis
