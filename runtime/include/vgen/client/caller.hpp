/// What sends the calls of generated code. Light: no Boost.
#pragma once

#include <vgen/client/options.hpp>

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::client::detail {

/// Where the value of a reply over a websocket is.
enum class Reply {
  none,      ///< It has none.
  members,   ///< The members of the frame besides the key and the number.
  optional,  ///< The same; null if there are none.
  result,    ///< The member `result`; null if it is absent.
};

/// A request of an operation, without what the options add; or a message. Made by generated code.
struct Prepared {
  std::string_view method{};  ///< A literal: "GET", or the name of a channel.
  std::string_view route{};   ///< A literal: "/todos/{id}", or the value of the key.
  std::string target{};       ///< "/todos/7?limit=2"
  std::vector<HeaderField> headers{};
  std::string body{};         ///< Of a message: its frame without a number.
  std::string failure{};      ///< Why it cannot be sent; empty if it can.
  Reply reply = Reply::none;  ///< Of a message.
  bool repeats = false;       ///< A message that is sent again after a lost connection.
};

/// Sends calls: a connection, or an open websocket.
class Caller {
 public:
  virtual ~Caller() = default;
  /// `done` is called once, on the client's thread.
  virtual void start(Prepared request, CallOptions options, std::stop_token stop,
                     std::function<void(Outcome)> done) = 0;
  /// Whether this is the client's thread.
  [[nodiscard]] virtual bool is_here() const = 0;

  /// Sends a call, and waits for its end. Throws `std::logic_error` on the client's thread, where
  /// it would wait for itself.
  [[nodiscard]] Outcome run(Prepared request, CallOptions options);
};

}  // namespace vgen::client::detail
