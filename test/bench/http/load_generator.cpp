/// Sends one request again and again over many connections and checks every answer: one thread, as
/// cheap as the cheapest server.
///
///   load_generator --port N --load LOAD [--connections 64] [--pipelined 1]
///   [--seconds 1 [--warm-up 0.2] | --requests N] [--pid N]
///
/// LOAD is `post`, `get`, `text`, `upload`, or with websockets `message` and `broadcast`. Each
/// connection keeps `--pipelined` requests outstanding. With `broadcast` only the first connection
/// sends, and each message that another one gets counts as an answer. With `--requests` all
/// connections send together and wait for all answers. Otherwise the number of requests that the
/// server finds at once, and so its number of instructions, would depend on the scheduler. Prints
/// `name=value` words: the rate, its own share of a core, and with `--pid` the server's CPU time
/// per request.
#include "cpu_time.hpp"
#include "load_options.hpp"
#include "payloads.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace {

using bench::LoadOptions;
using Steady = std::chrono::steady_clock;

std::size_t check(ssize_t result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return static_cast<std::size_t>(result);
}

/// The request and the expected answer.
struct Exchange {
  std::string request;
  std::string answer;  ///< The body; of a websocket the whole frame.
  bool is_websocket = false;
};

/// A frame with less than 64 KiB of text (RFC 6455, section 5.2). Those of clients have a mask.
std::string frame(std::string_view text, bool masked) {
  constexpr std::array<char, 4> mask{'\x12', '\x34', '\x56', '\x78'};
  const char flag = masked ? '\x80' : '\0';
  std::string out = "\x81";
  if (text.size() < 126) {
    out += static_cast<char>(flag | static_cast<char>(text.size()));
  } else {
    out += static_cast<char>(flag | 126);
    out += static_cast<char>(text.size() >> 8);
    out += static_cast<char>(text.size() & 0xFF);
  }
  if (!masked) return out.append(text);
  out.append(mask.data(), mask.size());
  for (std::size_t i = 0; i < text.size(); ++i) out += static_cast<char>(text[i] ^ mask[i % 4]);
  return out;
}

Exchange message(std::string_view text, std::string_view answer) {
  return {.request = frame(text, true), .answer = frame(answer, false), .is_websocket = true};
}

constexpr std::string_view handshake =
    "GET /live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

std::string post(std::string_view path, std::string_view body) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

std::string get(std::string_view path) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n";
}

Exchange exchange_of(std::string_view load) {
  if (load == "post") return {post("/orders", bench::order_json), std::string(bench::receipt_json)};
  if (load == "text") return {get("/text"), bench::text_json()};
  if (load == "message") return message(bench::order_message, bench::receipt_message);
  if (load == "broadcast") return message(bench::shout_message, bench::shouted_message);
  if (load == "upload") return {post("/text", bench::text_json()), std::string(bench::length_json)};
  return {get("/hello"), std::string(bench::greeting_json)};
}

/// Finds the ends of answers. All heads of a server's answers are alike, so after the first one
/// only a few places are checked.
class AnswerReader {
 public:
  explicit AnswerReader(std::string_view body) : body_(body) {}

  /// Removes the complete answers from the text and returns their number. The rest is incomplete.
  std::size_t take(std::string_view& text) {
    std::size_t answers = 0;
    while (!text.empty()) {
      if (head_size_ == 0 && !learn_head(text)) break;
      const std::size_t size = head_size_ + body_.size();
      if (text.size() < size) break;
      if (!is_as_learnt(text)) {
        head_size_ = 0;  // The date may have another length. The head is learnt again, and refused
                         // there if it is wrong.
        continue;
      }
      text.remove_prefix(size);
      ++answers;
    }
    return answers;
  }

 private:
  static constexpr std::string_view status_line = "HTTP/1.1 200";

  [[nodiscard]] bool is_as_learnt(std::string_view text) const {
    return text.starts_with(status_line) && text.substr(head_size_ - 4, 4) == "\r\n\r\n" &&
           text.substr(length_at_, length_.size()) == length_ &&
           text.substr(head_size_, body_.size()) == body_;
  }

  /// Refuses another length at once, because the rest of the body would never come.
  bool learn_head(std::string_view text) {
    const std::size_t end = text.find("\r\n\r\n");
    if (end == std::string_view::npos) return false;
    length_ = "ength: " + std::to_string(body_.size()) +
              "\r\n";  // Servers write Content-length or content-length.
    length_at_ = text.find(length_);
    if (length_at_ > end) refuse(text);
    if (text.size() < end + 4 + body_.size()) return false;
    head_size_ = end + 4;
    if (!is_as_learnt(text)) refuse(text);
    return true;
  }

  [[noreturn]] static void refuse(std::string_view text) {
    throw std::runtime_error("not the answer that was expected:\n" +
                             std::string(text.substr(0, 1000)));
  }

  std::string_view body_;
  std::size_t head_size_ = 0;  ///< 0 before it is known.
  std::string length_;
  std::size_t length_at_ = 0;
};

struct Connection {
  int socket = -1;
  std::vector<char> input;
  std::size_t used = 0;
};

/// Removes the complete frames from the text and returns their number.
std::size_t take_frames(std::string_view& text, std::string_view frame) {
  std::size_t frames = 0;
  for (; text.size() >= frame.size(); ++frames) {
    if (!text.starts_with(frame))
      throw std::runtime_error("not the frame that was expected:\n" +
                               std::string(text.substr(0, frame.size())));
    text.remove_prefix(frame.size());
  }
  return frames;
}

class Load {
 public:
  explicit Load(const LoadOptions& options)
      : options_(options),
        exchange_(exchange_of(options.load)),
        reader_(exchange_.answer),
        connections_(options.connections) {
    for (unsigned i = 0; i < options_.pipelined; ++i) batch_ += exchange_.request;
    poll_ = static_cast<int>(check(epoll_create1(0), "epoll_create1"));
    for (Connection& connection : connections_) {
      connection.input.resize(exchange_.answer.size() + 64 * 1024);
      connect_to_server(connection);
    }
  }

  void run() {
    if (options_.requests != 0) {
      send_together(options_.requests);
      std::printf("requests=%llu\n", static_cast<unsigned long long>(answered_));
      return;
    }
    const Steady::time_point begin = Steady::now();
    start();
    pump(begin + options_.warm_up);
    answered_ = 0;
    const Steady::time_point from = Steady::now();
    const bench::CpuTime server = bench::cpu_time_of(options_.pid);
    const bench::CpuTime own = bench::cpu_time_of(getpid());
    pump(from + options_.time);
    report(std::chrono::duration<double>(Steady::now() - from).count(),
           bench::cpu_time_of(options_.pid) - server, bench::cpu_time_of(getpid()) - own);
  }

 private:
  void connect_to_server(Connection& connection) {
    connection.socket = static_cast<int>(check(socket(AF_INET, SOCK_STREAM, 0), "socket"));
    const sockaddr_in address{.sin_family = AF_INET,
                              .sin_port = htons(options_.port),
                              .sin_addr = {htonl(INADDR_LOOPBACK)},
                              .sin_zero = {}};
    check(connect(connection.socket, reinterpret_cast<const sockaddr*>(&address), sizeof address),
          "connect");
    const int on = 1;
    setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (exchange_.is_websocket) open_websocket(connection);
    epoll_event event{.events = EPOLLIN, .data = {.ptr = &connection}};
    check(epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket, &event), "epoll_ctl");
  }

  static void open_websocket(Connection& connection) {
    check(send(connection.socket, handshake.data(), handshake.size(), MSG_NOSIGNAL), "send");
    std::string answer;
    while (answer.find("\r\n\r\n") == std::string::npos) {
      char byte = 0;
      if (check(recv(connection.socket, &byte, 1, 0), "recv") == 0) break;
      answer += byte;
    }
    if (!answer.starts_with("HTTP/1.1 101 "))
      throw std::runtime_error("the websocket is refused:\n" + answer);
  }

  [[nodiscard]] bool broadcasts() const { return options_.load == "broadcast"; }

  void start() {
    if (broadcasts()) return send_requests(connections_.front(), options_.pipelined);
    for (Connection& connection : connections_) send_requests(connection, options_.pipelined);
  }

  void send_together(std::size_t requests) {
    together_ = true;
    left_ = requests;
    while (left_ != 0) {
      const std::size_t before = left_;
      start();
      pump(Steady::time_point::max(), answered_ + answers_to(before - left_));
    }
  }

  [[nodiscard]] std::size_t answers_to(std::size_t requests) const {
    return broadcasts() ? requests * (connections_.size() - 1) : requests;
  }

  void pump(Steady::time_point until,
            std::size_t answers = std::numeric_limits<std::size_t>::max()) {
    std::array<epoll_event, 256> events{};
    while (answered_ < answers && Steady::now() < until) {
      const int ready = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 60'000);
      if (ready == 0) throw std::runtime_error("no answer for a minute");
      for (int i = 0; i < ready; ++i)
        receive(*static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr));
    }
  }

  void receive(Connection& connection) {
    const std::size_t got = check(recv(connection.socket, connection.input.data() + connection.used,
                                       connection.input.size() - connection.used, 0),
                                  "recv");
    if (got == 0) throw std::runtime_error("the server closed a connection");
    connection.used += got;
    std::string_view text(connection.input.data(), connection.used);
    const std::size_t answers =
        exchange_.is_websocket ? take_frames(text, exchange_.answer) : reader_.take(text);
    if (!text.empty() && text.data() != connection.input.data())
      std::memmove(connection.input.data(), text.data(), text.size());
    connection.used = text.size();
    answered_ += answers;
    if (answers == 0 || together_) return;
    if (!broadcasts()) return send_requests(connection, answers);
    // One more for each that all others have got.
    received_ += answers;
    for (; received_ >= connections_.size() - 1; received_ -= connections_.size() - 1)
      send_requests(connections_.front(), 1);
  }

  void send_requests(Connection& connection, std::size_t count) {
    count = std::min(count, left_);
    if (count == 0) return;
    left_ -= count;
    const std::size_t size = count * exchange_.request.size();
    if (check(send(connection.socket, batch_.data(), size, MSG_NOSIGNAL), "send") != size)
      throw std::runtime_error("sent only a part");
  }

  void report(double seconds, const bench::CpuTime& server, const bench::CpuTime& own) const {
    const auto requests = static_cast<double>(answered_);
    std::printf("requests=%.0f rps=%.0f client_share=%.2f", requests, requests / seconds,
                own.seconds / seconds);
    if (options_.pid != 0) {
      std::printf(" server_us=%.3f server_user_us=%.3f server_share=%.2f",
                  server.seconds * 1e6 / requests, server.user_seconds * 1e6 / requests,
                  server.seconds / seconds);
    }
    std::printf("\n");
  }

  LoadOptions options_;
  Exchange exchange_;
  AnswerReader reader_;
  std::string batch_;
  std::vector<Connection> connections_;
  int poll_ = -1;
  bool together_ = false;
  std::size_t left_ =
      std::numeric_limits<std::size_t>::max();  ///< The number of requests that may still be sent.
  std::size_t answered_ = 0;
  std::size_t received_ = 0;  ///< Since the last message to all.
};

}  // namespace

int main(int argc, char** argv) {
  try {
    const LoadOptions options = bench::load_options(argc, argv);
    Load(options).run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "load_generator: %s\n", error.what());
    return 1;
  }
}
