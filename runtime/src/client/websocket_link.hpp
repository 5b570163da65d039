#pragma once

#include "link.hpp"
#include "loop.hpp"

#include <vgen/client/answer.hpp>
#include <vgen/client/transport.hpp>
#include <vgen/websocket/frame_reader.hpp>
#include <vgen/websocket/handshake.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <memory>
#include <random>
#include <string>

namespace vgen::client::detail {

/// Adds the fields of the handshake to a request, and returns its key.
std::string add_upgrade(HttpRequest& request);

/// The frames of a websocket on a connection whose handshake is done. All of it is on the thread of
/// the loop, except that `send` and `close` may be called from any thread.
class WebsocketLink : public Websocket, public std::enable_shared_from_this<WebsocketLink> {
 public:
  WebsocketLink(std::shared_ptr<Loop> loop, std::shared_ptr<Link> link, WebsocketSettings settings,
                std::shared_ptr<WebsocketUser> user);

  void begin();
  /// Reads until the end, and reports it.
  asio::awaitable<void> read_all();

  void send(std::string data, bool is_binary) override;
  void close(std::uint16_t code, std::string reason) override;

 private:
  void write(websocket::Opcode opcode, std::string_view payload);
  void flush();
  void written(const error_code& error);
  /// Whether reading goes on.
  bool take(const websocket::Received& received);
  void close_now(std::uint16_t code, const std::string& reason);
  void watch(std::chrono::milliseconds time);
  void silent();
  void end(WebsocketEnd end);

  std::shared_ptr<Loop> loop_;
  std::shared_ptr<Link> link_;
  WebsocketSettings settings_;
  std::shared_ptr<WebsocketUser> user_;  // null after the end
  websocket::FrameReader reader_;
  asio::steady_timer timer_;
  std::random_device random_;
  std::string waiting_;  // frames
  std::string sending_;  // frames on their way
  bool is_pinged_ = false;
  bool is_closing_ = false;  // a close frame was sent
  std::chrono::steady_clock::time_point heard_;
};

}  // namespace vgen::client::detail
