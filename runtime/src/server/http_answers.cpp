// Writing answers: what HttpProtocol does with the response of its call.
#include "http_protocol.hpp"

#include <charconv>
#include <cstring>

namespace vgen::server {
namespace {

/// More than all that a head has of its own: status line, length, connection.
constexpr std::size_t own_head_bytes = 200;

constexpr std::string_view ok_line = "HTTP/1.1 200 OK\r\n";

char* put(char* to, std::string_view text) noexcept {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

char* put_number(char* to, std::size_t number) noexcept {
  return std::to_chars(to, to + 20, number).ptr;
}

char* put_status_line(char* to, int status) noexcept {
  if (status == 200) return put(to, ok_line);
  to = put_number(put(to, "HTTP/1.1 "), static_cast<std::size_t>(status));
  *to++ = ' ';
  return put(put(to, reason_of(status)), "\r\n");
}

char* put_head(char* to, const Response& response, std::string_view date,
               std::string_view connection) noexcept {
  to = put_status_line(to, response.status);
  to = put(to, date);
  to = put(to, response.headers.text());
  if (!has_no_body(response.status))
    to = put(put_number(put(to, "Content-Length: "), response.body.size()), "\r\n");
  if (!connection.empty()) to = put(to, connection);
  return put(to, "\r\n");
}

/// What a head says of the connection; usually nothing.
std::string_view connection_line(bool keep_alive, bool http_1_1) noexcept {
  if (!keep_alive) return "Connection: close\r\n";
  return http_1_1 ? "" : "Connection: keep-alive\r\n";
}

}  // namespace

/// Puts the answer of the call behind those that wait to be sent, and goes on to what comes after
/// it.
void HttpProtocol::respond() {
  Response& response = call_.response();
  if (stopping_) keep_alive_ = false;
  if (response.status < 200 || response.status > 999)
    response.status = 500;  // an interim answer is none
  if (output_.empty()) last_sent_ = *host_.now;
  const bool with_body = !has_no_body(response.status) && request_.method != "HEAD";
  const std::size_t copied =
      with_body && response.body.size() <= OutputBuffer::large ? response.body.size() : 0;
  const std::string_view date = *host_.date;
  char* const begin =
      output_.room(own_head_bytes + date.size() + response.headers.text().size() + copied);
  char* const head_end =
      put_head(begin, response, date, connection_line(keep_alive_, head_.http_1_1));
  char* const end = put(head_end, std::string_view(response.body.data(), copied));
  output_.added(static_cast<std::size_t>(end - begin));
  if (with_body && copied == 0 && !response.body.empty()) output_.add_large(response.body);
  if (!keep_alive_) {
    enter(Phase::closing);
  } else if (drain_) {
    enter(Phase::drain);
  } else {
    next_request();
  }
}

}  // namespace vgen::server
