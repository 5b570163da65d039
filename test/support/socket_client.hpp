/// A client that sends any bytes over a socket and reads answers, for tests of servers.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace vgen_test {

/// A connection to a port of this machine. Reading stops after ten seconds.
class SocketClient {
 public:
  /// `window`: bytes that the system takes in while nobody reads; 0: as it likes.
  explicit SocketClient(std::uint16_t port, int window = 0) : SocketClient() {
    connect(port, window);
  }
  /// Only has a socket.
  SocketClient() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {}

  void connect(std::uint16_t port, int window = 0) {
    if (window != 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &window, sizeof window);
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ =
        ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~SocketClient() {
    if (socket_ >= 0) ::close(socket_);
  }
  SocketClient(SocketClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)),
        connected_(other.connected_),
        buffer_(std::move(other.buffer_)) {}
  SocketClient(const SocketClient&) = delete;
  SocketClient& operator=(const SocketClient&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }

  /// Resets the connection, as a program that crashes may do.
  void reset() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(std::exchange(socket_, -1));
  }
  /// Closes the sending side.
  void close_output() { ::shutdown(socket_, SHUT_WR); }

  void send(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;  // the server has closed, but its answer can still be read
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  /// Reads one answer with its head, by its Content-Length. The text is shorter if the connection
  /// ends early.
  std::string read_answer(bool has_body = true) {
    std::size_t end = std::string::npos;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!read_more()) return take(buffer_.size());
    }
    end += 4;
    std::size_t length = 0;
    const std::size_t at = buffer_.find("Content-Length: ");
    if (has_body && at < end) length = std::stoul(buffer_.substr(at + 16, 20));
    while (buffer_.size() < end + length) {
      if (!read_more()) break;
    }
    return take(end + length);
  }

  std::string exchange(std::string_view request) {
    send(request);
    return read_answer();
  }

  /// So many bytes; fewer if the connection ends before.
  std::string read(std::size_t bytes) {
    while (buffer_.size() < bytes && read_more()) {
    }
    return take(bytes);
  }

  /// Reads up to this text and takes it; less if the connection ends early.
  std::string read_until(std::string_view text) {
    std::size_t at = std::string::npos;
    while ((at = buffer_.find(text)) == std::string::npos) {
      if (!read_more()) return take(buffer_.size());
    }
    return take(at + text.size());
  }
  /// Reads everything until the server closes.
  std::string read_all() {
    while (read_more()) {
    }
    return take(buffer_.size());
  }

 private:
  bool read_more() {
    char piece[16384];
    const ssize_t size = ::recv(socket_, piece, sizeof piece, 0);
    if (size <= 0) return false;
    buffer_.append(piece, static_cast<std::size_t>(size));
    return true;
  }
  std::string take(std::size_t size) {
    std::string text = buffer_.substr(0, size);
    buffer_.erase(0, text.size());
    return text;
  }

  int socket_;
  bool connected_ = false;
  std::string buffer_;
};

}  // namespace vgen_test
