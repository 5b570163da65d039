/// The address of an API and how to call it. Light: no Boost.
#pragma once

#include <vgen/client/caller.hpp>
#include <vgen/client/options.hpp>
#include <vgen/client/transport.hpp>

#include <memory>
#include <utility>

namespace vgen::client {

namespace detail {
class Core;

}  // namespace detail

/// What the calls of one or several APIs share: options, open connections, and a thread that sends
/// and receives for all of them. A handle: copies share all that. Calls may be made from several
/// threads at once. The thread ends with the last handle and the last call.
class Connection {
 public:
  /// Throws `std::invalid_argument` if an address is not valid, or a file of `tls` cannot be read.
  explicit Connection(Options options);

  /// For generated code.
  [[nodiscard]] const std::shared_ptr<detail::Core>& core() const { return core_; }
  [[nodiscard]] std::shared_ptr<detail::Caller> caller() const;
  /// Sends a call, with retries, and waits for its end, see `Caller::run`.
  [[nodiscard]] Outcome run(detail::Prepared request, CallOptions options) const {
    return caller()->run(std::move(request), std::move(options));
  }

 private:
  std::shared_ptr<detail::Core> core_;
};

}  // namespace vgen::client
