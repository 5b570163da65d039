/// A function as an endpoint: the type of a function determines how it is called.
#pragma once

#include <vgen/codegen/answer.hpp>
#include <vgen/codegen/function.hpp>
#include <vgen/codegen/guards.hpp>
#include <vgen/core/result.hpp>
#include <vgen/dispatch/endpoint.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/dispatch/start_blocking.hpp>

#include <algorithm>
#include <new>
#include <type_traits>
#include <utility>

namespace vgen::codegen {
namespace detail {
inline namespace VGEN_API {

/// Runs coroutines. Defined in `vgen/codegen/task.hpp`, which is slow to parse.
template <auto Function, const auto&... Forms>
struct TaskRunner;

/// Makes the channel that a function gets. Defined in `vgen/codegen/channel.hpp`.
template <class View>
struct ViewOf;

/// Starts subscriptions. Defined in `vgen/codegen/stream.hpp`.
template <class Item>
struct StreamOf;

/// Calls a function with the services, session and input of the call.
/// `Forms`: how the messages of a channel are written.
template <auto Function, const auto&... Forms>
decltype(auto) call_function(HostedCall& call) {
  using Of = Shape<std::remove_pointer_t<decltype(Function)>>;
  auto& services = *static_cast<typename Of::Services*>(call.services);
  if constexpr (!std::is_void_v<typename Of::View>) {
    static_assert(
        requires { sizeof(ViewOf<typename Of::View>); },
        "include vgen/codegen/channel.hpp: a function is a handler of a channel");
    auto& channel = ViewOf<typename Of::View>::template make<Forms...>(call);
    if constexpr (std::is_void_v<typename Of::In>) {
      return Function(services, channel);
    } else {
      return Function(services, channel, std::move(*static_cast<typename Of::In*>(call.input)));
    }
  } else if constexpr (!std::is_void_v<typename Of::Item>) {
    static_assert(
        requires { sizeof(StreamOf<typename Of::Item>); },
        "include vgen/codegen/stream.hpp: a function is a subscription");
    return StreamOf<typename Of::Item>::template call<Function, Forms...>(call);
  } else if constexpr (std::is_void_v<typename Of::In>) {
    if constexpr (Of::session == SessionUse::none) {
      return Function(services);
    } else if constexpr (Of::session == SessionUse::required) {
      return Function(services, *static_cast<typename Of::Session*>(call.session()));
    } else {
      return Function(services, static_cast<const typename Of::Session*>(call.session()));
    }
  } else {
    auto& input = *static_cast<typename Of::In*>(call.input);
    if constexpr (Of::session == SessionUse::none) {
      return Function(services, std::move(input));
    } else if constexpr (Of::session == SessionUse::required) {
      return Function(services, std::move(input),
                      *static_cast<typename Of::Session*>(call.session()));
    } else {
      return Function(services, std::move(input),
                      static_cast<const typename Of::Session*>(call.session()));
    }
  }
}

template <auto Function, const auto&... Forms>
Progress run(HostedCall& call) {
  using R = typename Shape<std::remove_pointer_t<decltype(Function)>>::Result;
  if constexpr (is_task<R>) {
    static_assert(
        requires { sizeof(TaskRunner<Function, Forms...>); },
        "include vgen/codegen/task.hpp: a function is a coroutine");
    return TaskRunner<Function, Forms...>::start(call);
  } else if constexpr (std::is_void_v<R>) {
    call_function<Function, Forms...>(call);
    answer_nothing(call);
  } else {
    Declared<R>::guard(call, [&] { answer<Forms...>(call, call_function<Function>(call)); });
  }
  return Progress::finished;
}

/// `run` on a worker.
template <auto Function, const auto&... Forms>
Progress run_on_worker(HostedCall& call) {
  return start_blocking(call, run<Function, Forms...>);
}

/// Whether a function returns a value.
template <class R>
struct HasValue : std::bool_constant<!std::is_void_v<R>> {};
template <class... Errors>
struct HasValue<Result<void, Errors...>> : std::false_type {};
template <class R>
struct HasValue<boost::asio::awaitable<R, boost::asio::any_io_executor>> : HasValue<R> {};

}  // namespace VGEN_API
}  // namespace detail

inline namespace VGEN_API {

/// The endpoint of a function. `endpoint` has the settings of its wiring; the function adds the
/// rest. `Forms`: how its output is written if the type alone is not enough, see `json::write`.
template <auto Function, const auto&... Forms>
consteval Endpoint endpoint_of(Endpoint endpoint) {
  using Of = detail::Shape<std::remove_pointer_t<decltype(Function)>>;
  endpoint.session = std::max(endpoint.session, Of::session);
  endpoint.streams = !std::is_void_v<typename Of::Item>;
  endpoint.has_value = detail::HasValue<typename Of::Result>::value;
  if (endpoint.blocking) {
    endpoint.run = detail::run_on_worker<Function, Forms...>;
  } else {
    endpoint.run = detail::run<Function, Forms...>;
  }
  if constexpr (!std::is_void_v<typename Of::In>) {
    using In = typename Of::In;
    endpoint.input = {.type = slot_of<In>, .construct = [](void* input) { ::new (input) In{}; }};
  }
  return guarded(endpoint);
}

}  // namespace VGEN_API
}  // namespace vgen::codegen
