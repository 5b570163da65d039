/// The address of an API and how to call it. Light: no Boost.
#pragma once

#include <vgen/client/options.hpp>
#include <vgen/client/transport.hpp>

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::client {

namespace detail {
class Core;

/// A request of an operation, without what the options add. Made by generated code.
struct Prepared {
  std::string_view method{};  ///< A literal.
  std::string_view route{};   ///< A literal: "/todos/{id}".
  std::string target{};       ///< "/todos/7?limit=2"
  std::vector<HeaderField> headers{};
  std::string body{};
  std::string failure{};  ///< Why it cannot be sent; empty if it can.
};

}  // namespace detail

/// What the calls of one or several APIs share: options, open connections, and a thread that sends
/// and receives for all of them. A handle: copies share all that. Calls may be made from several
/// threads at once. The thread ends with the last handle and the last call.
class Connection {
 public:
  /// Throws `std::invalid_argument` if an address is not valid, or a file of `tls` cannot be read.
  explicit Connection(Options options);

  /// For generated code: sends a call, with retries. `done` is called once, on the client's thread.
  void start(detail::Prepared request, CallOptions options, std::stop_token stop,
             std::function<void(Outcome)> done) const;
  /// The same, and waits for the end. Throws `std::logic_error` on the client's thread, where it
  /// would wait for itself.
  [[nodiscard]] Outcome run(detail::Prepared request, CallOptions options) const;

 private:
  std::shared_ptr<detail::Core> core_;
};

}  // namespace vgen::client
