/// Calls with the completion tokens of Boost.Asio: coroutines, futures, callbacks. Slow to parse,
/// so that only sources that need it include it.
#pragma once

#include <vgen/client/call.hpp>
#include <vgen/client/stream.hpp>

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace vgen::client {

namespace detail {

/// A handler of Asio that waits for the end of a call, or for an item.
template <class Handler>
struct Waiting {
  explicit Waiting(Handler wanted)
      : handler(std::move(wanted)), work(boost::asio::get_associated_executor(handler)) {}

  Handler handler;
  std::stop_source stop{};
  boost::asio::executor_work_guard<boost::asio::associated_executor_t<Handler>> work;
};

/// Begins `start(done, stop)`, and completes with what `done` gets on the executor of the handler.
/// The cancellation slot of the handler requests the stop.
template <class Result, class Start, class Token>
auto async_begin(Start start, Token&& token) {
  return boost::asio::async_initiate<Token, void(Result)>(
      []<class Handler>(Handler&& handler, const Start& begin) {
        using Waiting = detail::Waiting<std::decay_t<Handler>>;
        auto waiting = std::make_shared<Waiting>(std::forward<Handler>(handler));
        auto slot = boost::asio::get_associated_cancellation_slot(waiting->handler);
        if (slot.is_connected()) {
          slot.assign([stop = waiting->stop](boost::asio::cancellation_type type) mutable {
            if (type != boost::asio::cancellation_type::none) stop.request_stop();
          });
        }
        const std::stop_token stop = waiting->stop.get_token();
        begin(
            [waiting](Result result) {
              const auto executor = waiting->work.get_executor();
              boost::asio::post(executor, [waiting, result = std::move(result)]() mutable {
                auto connected = boost::asio::get_associated_cancellation_slot(waiting->handler);
                if (connected.is_connected()) connected.clear();
                auto complete = std::move(waiting->handler);
                waiting->work.reset();
                std::move(complete)(std::move(result));
              });
            },
            stop);
      },
      token, std::move(start));
}

}  // namespace detail

/// Sends a call, and completes with its `CallResult` on the executor of the handler:
///
///     auto call = api.prepare_get_todo({.id = 7});
///     vgen::CallResult<Todo, NotFound> todo = co_await vgen::client::async_send(call);
///
/// Any other token works too: `async_send(call, boost::asio::use_future)`, or a function. The
/// cancellation slot of the handler ends the call as `aborted`. Make the call in a statement of its
/// own, because GCC 12 miscompiles aggregates inside a `co_await` expression.
template <class T, class... Errors, class Token = boost::asio::use_awaitable_t<>>
auto async_send(const Call<T, Errors...>& call, Token&& token = Token()) {
  const auto start = [call](auto done, std::stop_token stop) {
    call.start(std::move(done), std::move(stop));
  };
  return detail::async_begin<CallResult<T, Errors...>>(start, std::forward<Token>(token));
}

/// Takes the next item of a stream, and completes with a `std::optional`: empty at the end, and if
/// the cancellation slot of the handler ends the wait, which does not end the stream.
///
///     const auto todo = co_await vgen::client::async_next(todos);
template <class T, class Token = boost::asio::use_awaitable_t<>>
auto async_next(const Stream<T>& stream, Token&& token = Token()) {
  const auto start = [stream](auto done, std::stop_token stop) {
    stream.start_next(std::move(done), std::move(stop));
  };
  return detail::async_begin<std::optional<T>>(start, std::forward<Token>(token));
}

}  // namespace vgen::client
