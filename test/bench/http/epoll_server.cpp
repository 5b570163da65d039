/// The cheapest possible server: it finds the ends of requests and frames, and sends fixed bytes.
/// Its cost is the kernel's share, so the costs of the others are given as multiples of it. It
/// understands only the benchmark's requests.
#include "payloads.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace {

volatile std::sig_atomic_t stopped = 0;

int check(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

std::string answer_of(std::string_view body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n" +
         std::string(body);
}

/// A connection's input. An incomplete request waits here for its other parts.
struct Connection {
  std::array<char, 16 * 1024> input;
  std::size_t used = 0;
  bool is_websocket = false;
};

/// An unmasked frame with less than 64 KiB of text.
std::string frame_of(std::string_view text) {
  std::string frame = "\x81";
  if (text.size() < 126) {
    frame += static_cast<char>(text.size());
  } else {
    frame += static_cast<char>(126);
    frame += static_cast<char>(text.size() >> 8);
    frame += static_cast<char>(text.size() & 0xFF);
  }
  return frame.append(text);
}

/// Removes all complete frames and appends their answers. Orders are longer than 125 bytes, other
/// frames go to all others. Returns the number of those.
std::size_t answer_frames(Connection& connection, std::string& out) {
  static const std::string receipt = frame_of(bench::receipt_message);
  std::string_view text(connection.input.data(), connection.used);
  std::size_t shouts = 0;
  while (text.size() >= 8) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const bool is_long = (byte(1) & 0x7F) == 126;
    const std::size_t size = is_long ? 8U + (byte(2) << 8) + byte(3) : 6U + (byte(1) & 0x7F);
    if (text.size() < size) break;
    if (is_long) {
      out += receipt;
    } else {
      ++shouts;
    }
    text.remove_prefix(size);
  }
  if (!text.empty()) std::memmove(connection.input.data(), text.data(), text.size());
  connection.used = text.size();
  return shouts;
}

/// Removes all complete requests and appends their answers.
void answer(Connection& connection, std::string& out) {
  // The client of the benchmark does not check the key.
  static const std::string switching =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
  static const std::string greeting = answer_of(bench::greeting_json);
  static const std::string receipt = answer_of(bench::receipt_json);
  std::string_view text(connection.input.data(), connection.used);
  while (!text.empty()) {
    const auto end = static_cast<const char*>(memmem(text.data(), text.size(), "\r\n\r\n", 4));
    if (end == nullptr) break;
    std::size_t size = static_cast<std::size_t>(end - text.data()) + 4;
    const bool posted = text.front() == 'P';
    if (posted) {
      const std::string_view name = "Content-Length: ";
      const std::size_t length = text.find(name);
      if (length != std::string_view::npos)
        size += std::strtoul(text.data() + length + name.size(), nullptr, 10);
      if (text.size() < size) break;
    }
    connection.is_websocket = text.starts_with("GET /live ");
    out += connection.is_websocket ? switching : posted ? receipt : greeting;
    text.remove_prefix(size);
  }
  if (!text.empty()) std::memmove(connection.input.data(), text.data(), text.size());
  connection.used = text.size();
}

bool send_all(int socket, const std::string& out) {
  return out.empty() ||
         send(socket, out.data(), out.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(out.size());
}

/// The sockets of all websockets.
std::vector<int> websockets;

void shout(int from, std::size_t times) {
  static const std::string frame = frame_of(bench::shouted_message);
  std::string frames;
  for (std::size_t i = 0; i < times; ++i) frames += frame;
  for (const int socket : websockets) {
    if (socket != from) send_all(socket, frames);
  }
}

/// Whether the connection is still open.
bool serve(int socket, Connection& connection, std::string& out) {
  const ssize_t got = recv(socket, connection.input.data() + connection.used,
                           connection.input.size() - connection.used, 0);
  if (got <= 0) return false;
  connection.used += static_cast<std::size_t>(got);
  out.clear();
  if (connection.is_websocket) {
    const std::size_t shouts = answer_frames(connection, out);
    if (shouts != 0) shout(socket, shouts);
  } else {
    answer(connection, out);
    if (connection.is_websocket) websockets.push_back(socket);
  }
  return send_all(socket, out);
}

int listen_anywhere() {
  const int listener = check(socket(AF_INET, SOCK_STREAM, 0), "socket");
  sockaddr_in address{
      .sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
  check(bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), "bind");
  check(listen(listener, 1024), "listen");
  socklen_t size = sizeof address;
  check(getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
  std::printf("listening on http://127.0.0.1:%u\n", static_cast<unsigned>(ntohs(address.sin_port)));
  std::fflush(stdout);
  return listener;
}

struct Watched {
  int socket;
  Connection connection;
};

void watch(int poll, int socket, Watched* watched) {
  epoll_event event{.events = EPOLLIN, .data = {.ptr = watched}};
  check(epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event), "epoll_ctl");
}

void run() {
  const int listener = listen_anywhere();
  const int poll = check(epoll_create1(0), "epoll_create1");
  watch(poll, listener, nullptr);
  std::string out;
  std::array<epoll_event, 128> events{};
  while (!stopped) {
    const int ready = epoll_wait(poll, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < ready; ++i) {
      auto* watched = static_cast<Watched*>(events[static_cast<std::size_t>(i)].data.ptr);
      if (watched == nullptr) {
        const int socket = check(accept4(listener, nullptr, nullptr, 0), "accept4");
        const int on = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        watch(poll, socket, new Watched{socket, {}});
      } else if (!serve(watched->socket, watched->connection, out)) {
        std::erase(websockets, watched->socket);
        close(watched->socket);
        delete watched;
      }
    }
  }
}

}  // namespace

int main() {
  struct sigaction action{};
  action.sa_handler = [](int) { stopped = 1; };  // Without SA_RESTART, so that epoll_wait returns.
  sigaction(SIGTERM, &action, nullptr);
  try {
    run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "epoll_server: %s\n", error.what());
    return 1;
  }
}
