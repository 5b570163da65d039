#include "request_text.hpp"

#include <vgen/http/headers.hpp>

#include <algorithm>
#include <string_view>

namespace vgen::lambda {
namespace {

/// The characters of a token (RFC 9110, section 5.6.2).
bool is_token(std::string_view text) noexcept {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           marks.find(c) != std::string_view::npos;
  });
}

bool is_one_line(std::string_view text) noexcept {
  return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

/// Fields about the connection to the gateway, and those that are written anew.
bool is_of_connection(std::string_view name) noexcept {
  constexpr std::string_view names[] = {"Connection",        "Content-Length",   "Expect",
                                        "Keep-Alive",        "Proxy-Connection", "TE",
                                        "Transfer-Encoding", "Trailer",          "Upgrade"};
  return std::ranges::any_of(names,
                             [&](std::string_view known) { return same_header_name(known, name); });
}

}  // namespace

std::string refuse_request(const HttpEvent& event) {
  if (!is_token(event.method)) return "the method of the event is not a word";
  for (const Field& field : event.headers) {
    if (!is_token(field.name)) return "a header of the event has a name that HTTP does not allow";
    if (!is_one_line(field.value))
      return "the header '" + field.name + "' of the event has a line break or a NUL";
  }
  return {};
}

std::string request_text(const HttpEvent& event) {
  std::string text = event.method + ' ' + event.target + " HTTP/1.1\r\n";
  for (const auto& [name, value] : event.headers) {
    if (!is_of_connection(name)) text.append(name).append(": ").append(value).append("\r\n");
  }
  if (!event.body.empty()) text += "Content-Length: " + std::to_string(event.body.size()) + "\r\n";
  text += "Connection: close\r\n\r\n";
  return text += event.body;
}

}  // namespace vgen::lambda
