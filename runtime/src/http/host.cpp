#include <vgen/http/host.hpp>

#include <vgen/http/headers.hpp>
#include <vgen/json/formats.hpp>

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>

namespace vgen {
namespace {

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
bool is_hex_digit(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// An unreserved character or a sub-delimiter (RFC 3986, section 2).
bool is_name_character(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("-._~!$&'()*+,;=").find(c) != std::string_view::npos;
}

bool is_port(std::string_view text) noexcept {
  unsigned value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return false;
    value = value * 10 + static_cast<unsigned>(c - '0');
    if (value > 65535) return false;
  }
  return true;
}

bool is_registered_name(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      if (!is_name_character(text[at])) return false;
    } else {
      if (text.size() - at < 3 || !is_hex_digit(text[at + 1]) || !is_hex_digit(text[at + 2]))
        return false;
      at += 2;
    }
  }
  return true;
}

/// An address of a later version of IP: "v1.x".
bool is_future_address(std::string_view text) noexcept {
  if (!text.starts_with('v') && !text.starts_with('V')) return false;
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || dot == 1 || dot + 1 == text.size()) return false;
  const std::string_view version = text.substr(1, dot - 1);
  const std::string_view address = text.substr(dot + 1);
  return std::all_of(version.begin(), version.end(), is_hex_digit) &&
         std::all_of(address.begin(), address.end(),
                     [](char c) { return c == ':' || is_name_character(c); });
}

bool is_address(std::string_view text) noexcept {
  return json::has_format(text, json::Format::ipv6) || is_future_address(text);
}

/// The text without its port: the end of the host is after a bracket, or before a colon.
std::size_t end_of_name(std::string_view text) noexcept {
  const std::size_t bracket = text.starts_with('[') ? text.find(']') : std::string_view::npos;
  if (bracket != std::string_view::npos) return bracket + 1;
  return std::min(text.find(':'), text.size());
}

std::string_view without_final_dot(std::string_view name) noexcept {
  if (name.ends_with('.')) name.remove_suffix(1);
  return name;
}

bool is_below(std::string_view name, std::string_view pattern) noexcept {
  const std::string_view suffix = pattern.substr(1);  // ".example.org"
  return name.size() > suffix.size() &&
         same_header_name(name.substr(name.size() - suffix.size()), suffix);
}

}  // namespace

bool is_host(std::string_view text) noexcept {
  const std::size_t end = end_of_name(text);
  const std::string_view name = text.substr(0, end);
  const std::string_view port = text.substr(end);
  if (!port.empty() && (port.front() != ':' || !is_port(port.substr(1)))) return false;
  if (!name.starts_with('[')) return is_registered_name(name);
  return name.ends_with(']') && is_address(name.substr(1, name.size() - 2));
}

std::string_view authority_of(std::string_view target) noexcept {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (target.size() < scheme.size() || !same_header_name(target.substr(0, scheme.size()), scheme))
      continue;
    target.remove_prefix(scheme.size());
    return target.substr(0, target.find_first_of("/?#"));
  }
  return {};
}

AllowedHosts::AllowedHosts(std::vector<std::string> names) : names_(std::move(names)) {
  for (std::string& name : names_) {
    const std::string_view host = name.starts_with("*.") ? std::string_view(name).substr(2) : name;
    if (host.empty() || host.find('*') != std::string_view::npos || !is_host(host) ||
        end_of_name(host) != host.size())
      throw std::invalid_argument("'" + name +
                                  "' is not an allowed host: write a name without port, such as "
                                  "example.org, *.example.org or [::1]");
    name = without_final_dot(name);
  }
}

bool AllowedHosts::allows(std::string_view host) const noexcept {
  const std::string_view name = without_final_dot(host.substr(0, end_of_name(host)));
  return std::any_of(names_.begin(), names_.end(), [&](const std::string& allowed) {
    return allowed.starts_with("*.") ? is_below(name, allowed) : same_header_name(name, allowed);
  });
}

}  // namespace vgen
