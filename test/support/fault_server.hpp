/// A server whose answers, and whose faults, a test writes down: for tests of clients.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace vgen_test {

/// The server's side of a connection.
class Peer {
 public:
  explicit Peer(int socket) : socket_(socket) {
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~Peer() { close(); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  /// A request with its body, by its Content-Length. Empty if the client has closed.
  std::string receive() {
    std::size_t end = std::string::npos;
    while ((end = text_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive_more()) return {};
    }
    end += 4;
    const std::size_t at = text_.find("Content-Length: ");
    if (at < end) end += std::stoul(text_.substr(at + 16, 20));
    while (text_.size() < end) {
      if (!receive_more()) return {};
    }
    std::string request = text_.substr(0, end);
    text_.erase(0, end);
    return request;
  }
  void send(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  /// An answer with a body and its length.
  void answer(std::string_view status, std::string_view body, std::string_view headers = {},
              std::string_view media_type = "application/json") {
    std::string text = "HTTP/1.1 " + std::string(status) + "\r\nContent-Type: ";
    text.append(media_type).append("\r\nContent-Length: ").append(std::to_string(body.size()));
    text.append("\r\n").append(headers).append("\r\n").append(body);
    send(text);
  }
  /// Waits for bytes, and forgets them.
  void wait_for_bytes() {
    if (text_.empty()) receive_more();
    text_.clear();
  }
  /// A short message of a client of a websocket: its frame has one byte of length.
  std::string receive_message() {
    while (text_.size() < 6 || text_.size() < 6 + size_of_frame()) {
      if (!receive_more()) return {};
    }
    std::string message = text_.substr(6, size_of_frame());
    for (std::size_t i = 0; i < message.size(); ++i)
      message[i] = static_cast<char>(message[i] ^ text_[2 + i % 4]);
    text_.erase(0, 6 + message.size());
    return message;
  }
  /// Ends the connection without a close frame, when the client has got what was sent.
  void reset_after_sending() { ::shutdown(socket_, SHUT_WR); }
  /// Waits until the client has closed, or closes the connection itself after ten seconds.
  void wait_for_close() {
    while (receive_more()) continue;
  }
  /// Resets the connection, as a program that crashes does.
  void reset() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close();
  }
  void close() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }

 private:
  bool receive_more() {
    char buffer[4096];
    const ssize_t size = ::recv(socket_, buffer, sizeof buffer, 0);
    if (size <= 0) return false;
    text_.append(buffer, static_cast<std::size_t>(size));
    return true;
  }

  [[nodiscard]] std::size_t size_of_frame() const {
    return static_cast<unsigned char>(text_[1]) & 0x7FU;
  }

  int socket_;
  std::string text_;
};

/// Listens at a free port of this machine. Each connection gets the next script, in their order;
/// the server ends with the last one.
class FaultServer {
 public:
  using Script = std::function<void(Peer&)>;

  explicit FaultServer(std::vector<Script> scripts) : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener_, 16) != 0)
      throw std::runtime_error("the test cannot listen at a free port");
    socklen_t size = sizeof address;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, scripts = std::move(scripts)] {
      for (const Script& script : scripts) {
        const int socket = ::accept(listener_, nullptr, nullptr);
        if (socket < 0) return;
        Peer peer(socket);
        script(peer);
      }
    });
  }
  /// Waits for the end of the last script; connections that nobody opened are not waited for.
  ~FaultServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  FaultServer(const FaultServer&) = delete;
  FaultServer& operator=(const FaultServer&) = delete;

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  int listener_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace vgen_test
