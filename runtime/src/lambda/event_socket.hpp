/// The connection that an event stands for: one request comes from memory, its answer goes there.
#pragma once

#include "runtime/src/server/connection_on.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::lambda {

/// The two directions of such a connection.
struct EventText {
  std::string request{};
  std::size_t read = 0;  ///< Bytes of the request that the server has.
  std::string answer{};
  bool asks_again = false;  ///< The connection can go on, and has to be told so.
  bool ended = false;       ///< The answer is complete, or there will be none.
  bool closed = false;      ///< The connection has closed itself.
  bool is_too_large = false;
};

/// A socket for `ConnectionOn`. An answer beyond the limit of the gateway ends the connection.
class EventSocket {
 public:
  /// More than any answer that Lambda takes.
  static constexpr std::size_t most_bytes = 8 * 1024 * 1024;

  explicit EventSocket(std::shared_ptr<EventText> text) noexcept : text_(std::move(text)) {}

  [[nodiscard]] server::Moved receive(std::span<char> space) {
    const std::string_view left = std::string_view(text_->request).substr(text_->read);
    if (left.empty()) return {.kind = server::Moved::Kind::wait};
    const std::size_t count = std::min(left.size(), space.size());
    std::memcpy(space.data(), left.data(), count);
    text_->read += count;
    return {.bytes = count};
  }
  [[nodiscard]] server::Moved send(const server::Protocol::Pieces& pending) {
    const std::size_t count = pending[0].size() + pending[1].size();
    if (count > most_bytes - text_->answer.size()) {
      text_->is_too_large = true;
      return {.kind = server::Moved::Kind::failed};
    }
    text_->answer.append(pending[0]).append(pending[1]);
    return {.bytes = count};
  }
  [[nodiscard]] bool has_input() const noexcept { return text_->read != text_->request.size(); }
  [[nodiscard]] static bool in_use() noexcept { return false; }
  /// The answer is the last one of its connection, so it is complete.
  void stop_sending() noexcept { text_->ended = true; }
  void close() noexcept { text_->closed = text_->ended = true; }
  void tell_again(server::Loop& /*loop*/,
                  server::ConnectionOn<EventSocket>& /*connection*/) noexcept {
    text_->asks_again = true;
  }
  static void watch(bool /*readable*/, bool /*writable*/) noexcept {}

 private:
  std::shared_ptr<EventText> text_;
};

using EventConnection = server::ConnectionOn<EventSocket>;

}  // namespace vgen::lambda

namespace vgen::server {
extern template class ConnectionOn<lambda::EventSocket>;
}
