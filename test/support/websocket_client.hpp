/// A websocket client for tests of servers: any frame goes out, messages and close frames come
/// back.
#pragma once

#include "test/support/socket_client.hpp"

#include <vgen/websocket/deflate.hpp>
#include <vgen/websocket/frame.hpp>
#include <vgen/websocket/frame_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace vgen_test {

/// One connection. What is received is text: a message as it is, other frames as "pong:…",
/// "binary:…", "close:CODE:REASON"; "" at the end of the connection.
class WebsocketClient {
 public:
  static constexpr std::uint32_t mask = 0x12345678;

  /// `headers`: further lines of the request, each with its end. `head` is the answer.
  explicit WebsocketClient(std::uint16_t port, std::string_view target,
                           std::string_view headers = {})
      : socket_(port) {
    std::string request = "GET ";
    request.append(target).append(
        " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    request.append(headers).append("\r\n");
    head = socket_.exchange(request);
    if (head.find("\r\nSec-WebSocket-Extensions: permessage-deflate") == std::string::npos) return;
    inflater_ = std::make_unique<vgen::websocket::Inflater>();
    reader_ = vgen::websocket::FrameReader(vgen::websocket::Role::client, longest, inflater_.get());
  }

  std::string head;
  std::size_t received_bytes = 0;  ///< After the handshake.

  [[nodiscard]] bool is_open() const { return head.starts_with("HTTP/1.1 101 "); }

  void send(std::string_view text) { send_frame(vgen::websocket::Opcode::text, text); }
  void send_frame(vgen::websocket::Opcode opcode, std::string_view payload) {
    std::string frame;
    vgen::websocket::append_masked_frame(frame, opcode, payload, mask);
    socket_.send(frame);
  }
  /// Sends the payload of a compressed message.
  void send_compressed(std::string_view payload) {
    std::string frame;
    vgen::websocket::append_masked_frame(frame, vgen::websocket::Opcode::text, payload, mask);
    frame[0] = static_cast<char>(frame[0] | 0x40);  // RSV1
    socket_.send(frame);
  }
  void send_bytes(std::string_view bytes) { socket_.send(bytes); }

  std::string receive() {
    using Kind = vgen::websocket::Received::Kind;
    for (;;) {
      std::span<char> input(kept_);
      const vgen::websocket::Received received = reader_.next(input);
      std::string payload(received.text());
      kept_.erase(0, kept_.size() - input.size());
      switch (received.kind) {
        case Kind::text: return payload;
        case Kind::binary: return "binary:" + payload;
        case Kind::ping: return "ping:" + payload;
        case Kind::pong: return "pong:" + payload;
        case Kind::close: return "close:" + std::to_string(received.code) + ":" + payload;
        case Kind::failed: return "failed:" + std::string(received.failure);
        case Kind::incomplete: break;
      }
      const std::string more = socket_.read(1);
      if (more.empty()) return {};
      received_bytes += more.size();
      kept_ += more;
    }
  }
  /// Sends a message and returns the next one.
  std::string exchange(std::string_view text) {
    send(text);
    return receive();
  }
  /// The client's part of the closing handshake. Returns the answer of the server.
  std::string close(std::uint16_t code = 1000) {
    send_frame(vgen::websocket::Opcode::close, vgen::websocket::close_payload(code, {}));
    return receive();
  }

  SocketClient& socket() { return socket_; }

 private:
  static constexpr std::size_t longest = 1 << 24;

  SocketClient socket_;
  std::string kept_;
  std::unique_ptr<vgen::websocket::Inflater> inflater_;
  vgen::websocket::FrameReader reader_{vgen::websocket::Role::client, longest};
};

}  // namespace vgen_test
