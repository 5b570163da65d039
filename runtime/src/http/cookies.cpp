#include <vgen/http/cookies.hpp>

#include <vgen/http/field_text.hpp>

#include <algorithm>
#include <stdexcept>

namespace vgen {
namespace {

using detail::trimmed;

/// A character of a cookie's value (RFC 6265, section 4.1.1).
bool is_cookie_octet(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
}

bool is_attribute(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f && c != ';';
  });
}

bool is_name(std::string_view name) noexcept {
  constexpr std::string_view separators = "()<>@,;:\\\"/[]?={} \t";
  return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
    return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f &&
           separators.find(c) == std::string_view::npos;
  });
}

/// Browsers ignore cookies that contradict themselves, without a word.
void refuse_ignored(const Cookie& cookie) {
  const bool is_host = cookie.name.starts_with("__Host-");
  if (!cookie.secure && (is_host || cookie.name.starts_with("__Secure-")))
    throw std::invalid_argument("a cookie named __Host-… or __Secure-… must be secure");
  if (is_host && (cookie.path != "/" || !cookie.domain.empty()))
    throw std::invalid_argument("a cookie named __Host-… must have the path / and no domain");
  if (cookie.same_site == SameSite::none && !cookie.secure)
    throw std::invalid_argument("a cookie for requests from other sites must be secure");
}

}  // namespace

std::optional<std::string_view> find_cookie(std::string_view header,
                                            std::string_view name) noexcept {
  while (!header.empty()) {
    const std::size_t end = header.find(';');
    const std::string_view pair = trimmed(header.substr(0, end));
    header = end == std::string_view::npos ? std::string_view() : header.substr(end + 1);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || trimmed(pair.substr(0, equals)) != name) continue;
    std::string_view value = trimmed(pair.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    return value;
  }
  return std::nullopt;
}

std::string set_cookie_value(const Cookie& cookie) {
  if (!is_name(cookie.name)) throw std::invalid_argument("the name of a cookie is not a token");
  if (!std::all_of(cookie.value.begin(), cookie.value.end(), is_cookie_octet)) {
    throw std::invalid_argument("the value of a cookie has a character that cannot be sent");
  }
  if (!is_attribute(cookie.path) || !is_attribute(cookie.domain)) {
    throw std::invalid_argument(
        "the path or domain of a cookie has a character that cannot be sent");
  }
  refuse_ignored(cookie);
  std::string out = cookie.name + "=" + cookie.value;
  if (!cookie.path.empty()) out += "; Path=" + cookie.path;
  if (!cookie.domain.empty()) out += "; Domain=" + cookie.domain;
  if (cookie.max_age) out += "; Max-Age=" + std::to_string(*cookie.max_age);
  if (cookie.secure) out += "; Secure";
  if (cookie.http_only) out += "; HttpOnly";
  switch (cookie.same_site) {
    case SameSite::strict: out += "; SameSite=Strict"; break;
    case SameSite::lax: out += "; SameSite=Lax"; break;
    case SameSite::none: out += "; SameSite=None"; break;
  }
  return out;
}

}  // namespace vgen
