// Writing answers: what HttpProtocol does with the response of its call.
#include "http_protocol.hpp"

#include <charconv>
#include <cstring>

namespace vgen::server {
namespace {

void append_number(std::string& text, std::size_t number) {
  char digits[20];
  const char* const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  text.append(digits, static_cast<std::size_t>(end - digits));
}

void append_length(std::string& text, std::size_t length) {
  constexpr std::string_view name = "Content-Length: ";
  char line[name.size() + 22];
  std::memcpy(line, name.data(), name.size());
  char* const end = std::to_chars(line + name.size(), line + sizeof line, length).ptr;
  std::memcpy(end, "\r\n", 2);
  text.append(line, static_cast<std::size_t>(end + 2 - line));
}

void append_status_line(std::string& text, int status) {
  if (status == 200) {
    text += "HTTP/1.1 200 OK\r\n";
    return;
  }
  text += "HTTP/1.1 ";
  append_number(text, static_cast<std::size_t>(status));
  text += ' ';
  text += reason_of(status);
  text += "\r\n";
}

}  // namespace

void HttpProtocol::write_head(const Response& response) {
  if (output_.empty()) last_sent_ = *host_.now;
  std::string& text = output_.text();
  append_status_line(text, response.status);
  text += *host_.date;
  text += response.headers.text();
  if (!has_no_body(response.status)) append_length(text, response.body.size());
  if (!keep_alive_) {
    text += "Connection: close\r\n";
  } else if (!parser_->http_1_1) {
    text += "Connection: keep-alive\r\n";
  }
  text += "\r\n";
}

/// Puts the answer of the call behind those that wait to be sent, and goes on to what comes after it.
void HttpProtocol::respond() {
  Response& response = call_.response();
  if (stopping_) keep_alive_ = false;
  if (response.status < 200 || response.status > 999) response.status = 500;  // an interim answer is none
  write_head(response);
  if (!has_no_body(response.status) && request_.method != "HEAD") output_.body(response.body);
  if (!keep_alive_) {
    enter(Phase::closing);
  } else if (drain_) {
    enter(Phase::drain);
  } else {
    next_request();
  }
}

}  // namespace vgen::server
