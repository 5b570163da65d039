#include <vgen/json/formats.hpp>

#include "date_time.hpp"

#include <arpa/inet.h>

#include <array>
#include <cstddef>
#include <cstring>

namespace vgen::json {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_alphanumeric(char c) {
  return is_digit(c) || is_letter(c);
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_one_of(char c, std::string_view set) {
  return set.find(c) != set.npos;
}

template <class Predicate>
bool all(std::string_view text, Predicate predicate) {
  for (const char c : text) {
    if (!predicate(c)) return false;
  }
  return true;
}

bool is_address(std::string_view text, int family) {
  // inet_pton is as strict as the RFCs (no leading zeros, no zone), but it reads up to a NUL.
  std::array<char, 64> copy{};
  if (text.empty() || text.size() >= copy.size() || text.find('\0') != text.npos) return false;
  std::memcpy(copy.data(), text.data(), text.size());
  std::array<unsigned char, 16> address{};
  return inet_pton(family, copy.data(), address.data()) == 1;
}

bool is_ipv4(std::string_view text) {
  return is_address(text, AF_INET);
}
bool is_ipv6(std::string_view text) {
  return is_address(text, AF_INET6);
}

bool is_label(std::string_view label, std::size_t max_length) {
  return !label.empty() && label.size() <= max_length && label.front() != '-' &&
         label.back() != '-' && all(label, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

bool is_domain(std::string_view text, std::size_t max_label_length) {
  for (;;) {
    const std::size_t dot = text.find('.');
    if (!is_label(text.substr(0, dot), max_label_length)) return false;
    if (dot == text.npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_hostname(std::string_view text) {
  return text.size() <= 253 && is_domain(text, 63);
}

bool is_atom(std::string_view text) {
  return !text.empty() && all(text, [](char c) {
    return is_alphanumeric(c) || is_one_of(c, "!#$%&'*+-/=?^_`{|}~");
  });
}

bool is_local_part(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() == '"') {
    if (text.size() < 2 || text.back() != '"') return false;
    text = text.substr(1, text.size() - 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '"') return false;
      if (text[i] == '\\') {
        ++i;
        if (i == text.size()) return false;
      }
      // Non-ASCII bytes are negative or, if char is unsigned, greater.
      if (text[i] < ' ' || text[i] > '~') return false;
    }
    return true;
  }
  for (;;) {
    const std::size_t dot = text.find('.');
    if (!is_atom(text.substr(0, dot))) return false;
    if (dot == text.npos) return true;
    text.remove_prefix(dot + 1);
  }
}

/// A Mailbox by the grammar of RFC 5321, section 4.1.2, which does not limit lengths.
bool is_email(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == text.npos || !is_local_part(text.substr(0, at))) return false;
  const std::string_view domain = text.substr(at + 1);
  if (domain.size() < 2 || domain.front() != '[') return is_domain(domain, text.size());
  if (domain.back() != ']') return false;
  const std::string_view address = domain.substr(1, domain.size() - 2);
  if (address.starts_with("IPv6:")) return is_ipv6(address.substr(5));
  return is_ipv4(address);
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

/// unreserved, percent-encoded, sub-delims, and the characters of `more`.
bool is_uri_text(std::string_view text, std::string_view more) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (text.size() - i < 3 || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
      i += 2;
    } else if (!is_alphanumeric(text[i]) && !is_one_of(text[i], "-._~!$&'()*+,;=") &&
               !is_one_of(text[i], more)) {
      return false;
    }
  }
  return true;
}

bool is_ip_literal(std::string_view text) {  // between the brackets
  if (!text.empty() && (text.front() == 'v' || text.front() == 'V')) {
    const std::size_t dot = text.find('.');
    if (dot == text.npos || dot < 2 || dot + 1 == text.size()) return false;
    return all(text.substr(1, dot - 1), is_hex) && text.find('%') == text.npos &&
           is_uri_text(text.substr(dot + 1), ":");
  }
  return is_ipv6(text);
}

bool is_authority(std::string_view text) {
  if (const std::size_t at = text.find('@'); at != text.npos) {
    if (!is_uri_text(text.substr(0, at), ":")) return false;
    text.remove_prefix(at + 1);
  }
  std::string_view port;
  if (!text.empty() && text.front() == '[') {
    const std::size_t close = text.find(']');
    if (close == text.npos || !is_ip_literal(text.substr(1, close - 1))) return false;
    port = text.substr(close + 1);
    if (!port.empty() && port.front() != ':') return false;
    if (!port.empty()) port.remove_prefix(1);
  } else {
    const std::size_t colon = text.find(':');
    if (!is_uri_text(text.substr(0, colon), "")) return false;
    if (colon != text.npos) port = text.substr(colon + 1);
  }
  return all(port, is_digit);
}

bool is_uri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos || colon == 0 || !is_letter(text.front())) return false;
  if (!all(text.substr(0, colon), [](char c) { return is_alphanumeric(c) || is_one_of(c, "+-."); }))
    return false;
  text.remove_prefix(colon + 1);
  if (const std::size_t hash = text.find('#'); hash != text.npos) {
    if (!is_uri_text(text.substr(hash + 1), ":@/?")) return false;
    text = text.substr(0, hash);
  }
  if (const std::size_t question = text.find('?'); question != text.npos) {
    if (!is_uri_text(text.substr(question + 1), ":@/?")) return false;
    text = text.substr(0, question);
  }
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    const std::size_t slash = text.find('/');
    if (!is_authority(text.substr(0, slash))) return false;
    if (slash == text.npos) return true;
    text.remove_prefix(slash);
  }
  return is_uri_text(text, ":@/");
}

constexpr std::array<std::string_view, 10> names{"",          "email", "uri",  "uuid", "date",
                                                 "date-time", "time",  "ipv4", "ipv6", "hostname"};

}  // namespace

std::string_view name_of(Format format) {
  return names[static_cast<std::size_t>(format)];
}

std::span<const std::string_view> format_names() {
  return std::span(names).subspan(1);
}

Format format_named(std::string_view name) {
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Format>(i);
  }
  return Format::none;
}

bool has_format(std::string_view text, Format format) {
  detail::DateTimeFields fields;
  switch (format) {
    case Format::none: return true;
    case Format::email: return is_email(text);
    case Format::uri: return is_uri(text);
    case Format::uuid: return is_uuid(text);
    case Format::date: return detail::scan_date(text, fields);
    case Format::date_time: return detail::scan_date_time(text, fields);
    case Format::time: return detail::scan_time(text, fields);
    case Format::ipv4: return is_ipv4(text);
    case Format::ipv6: return is_ipv6(text);
    case Format::hostname: return is_hostname(text);
  }
  return false;
}

}  // namespace vgen::json
