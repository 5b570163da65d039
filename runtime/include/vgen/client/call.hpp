/// A call of an operation before it is sent. Light: no Boost.
#pragma once

#include <vgen/client/call_result.hpp>
#include <vgen/client/caller.hpp>

#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

namespace vgen::client {

/// A call of an operation: the encoded request, and how its answer is read. It is not sent before
/// `run`, `start` or `async_send` (`vgen/client/asio.hpp`), and it may be sent several times.
template <class T, class... Errors>
class [[nodiscard]] Call {
 public:
  using Result = CallResult<T, Errors...>;
  using Decoder = Result (*)(const detail::Prepared& request, Outcome outcome);

  /// For generated code.
  Call(std::shared_ptr<detail::Caller> caller, detail::Prepared request, CallOptions options,
       Decoder decode)
      : caller_(std::move(caller)),
        request_(std::move(request)),
        options_(std::move(options)),
        decode_(decode) {}

  /// Sends the call and waits for its end.
  Result run() const { return decode_(request_, caller_->run(request_, options_)); }

  /// Sends the call. `done` gets its end, once, on the client's thread: it must not block. `stop`
  /// ends the call as `aborted`, as that of the options does.
  void start(std::function<void(Result)> done, std::stop_token stop = std::stop_token()) const {
    caller_->start(request_, options_, std::move(stop),
                   [done = std::move(done), decode = decode_,
                    request = detail::Prepared{.method = request_.method, .route = request_.route}](
                       Outcome outcome) { done(decode(request, std::move(outcome))); });
  }

 private:
  std::shared_ptr<detail::Caller> caller_;
  detail::Prepared request_;
  CallOptions options_;
  Decoder decode_;
};

}  // namespace vgen::client
