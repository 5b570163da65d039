/// A stream in memory, for tests of its function.
#pragma once

#include <vgen/http/response.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vgen::testing {

class ClientStream;

/// A server-sent event, as a browser dispatches it.
struct Event {
  std::string name = "message";
  std::string data{};
  std::string id{};  ///< Of this event; empty if it has none.

  bool operator==(const Event&) const = default;
};

/// The client's end of a stream that `Client::events` has opened. It disconnects when it is
/// destroyed. The client must outlive it. Not for several threads at once.
class Events {
 public:
  /// `Client::events` makes it.
  explicit Events(std::unique_ptr<ClientStream> stream);
  ~Events();
  Events(Events&&) noexcept;
  Events& operator=(Events&&) noexcept;

  /// The head of the answer. If it is not a stream, such as a problem, the whole answer. Status 0
  /// while the function has neither sent anything nor waited for something.
  [[nodiscard]] const Response& response() const noexcept;
  /// Whether more may come: neither the server nor the client has ended the stream.
  [[nodiscard]] bool is_open() const noexcept;
  /// Whether the stream has ended as it should. A stream that was cut off has not.
  [[nodiscard]] bool is_complete() const noexcept;

  /// Takes the next event; one without a name if there is none now.
  [[nodiscard]] Event receive();
  /// Takes all events that the server has sent.
  [[nodiscard]] std::vector<Event> receive_all();
  /// Takes everything that the server has sent, as it is on the wire: the lines of JSON Lines,
  /// comments, a part of an event.
  [[nodiscard]] std::string receive_text();

  /// Disconnects, as the client.
  void close();

 private:
  std::unique_ptr<ClientStream> stream_;
};

}  // namespace vgen::testing
