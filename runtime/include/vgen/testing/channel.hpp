/// A channel in memory, for tests of its functions.
#pragma once

#include <vgen/http/response.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::testing {

class ClientChannel;

/// The client's end of a channel that `Client::channel` has opened. The messages are those of a
/// websocket, without frames and without sockets. It closes the channel when it is destroyed. The
/// client must outlive it. Not for several threads at once.
class Channel {
 public:
  /// How the channel has ended.
  struct Closed {
    std::uint16_t code = 0;
    std::string reason{};

    bool operator==(const Closed&) const = default;
  };

  /// `Client::channel` makes it.
  explicit Channel(std::unique_ptr<ClientChannel> channel);
  ~Channel();
  Channel(Channel&&) noexcept;
  Channel& operator=(Channel&&) noexcept;

  [[nodiscard]] bool is_open() const noexcept;
  /// The HTTP answer of a handshake that was refused; status 101 if it was accepted.
  [[nodiscard]] const Response& handshake() const noexcept;
  /// The id of the channel on the server; empty if the handshake was refused.
  [[nodiscard]] std::string_view id() const noexcept;

  /// Sends a message. It returns when the functions have ended or wait for something else. Has no
  /// effect if the channel is closed.
  void send(std::string_view text);
  void send_binary(std::string_view bytes);
  /// Takes the next message of the server; empty if there is none now.
  [[nodiscard]] std::string receive();
  /// Takes all messages that the server has sent.
  [[nodiscard]] std::vector<std::string> receive_all();
  /// Sends a message and takes the next one of the server.
  [[nodiscard]] std::string exchange(std::string_view text) {
    send(text);
    return receive();
  }

  /// Closes the channel, as its client.
  void close();
  /// How the server has closed the channel; none if it has not.
  [[nodiscard]] const std::optional<Closed>& closed() const noexcept;

 private:
  std::unique_ptr<ClientChannel> channel_;
};

}  // namespace vgen::testing
