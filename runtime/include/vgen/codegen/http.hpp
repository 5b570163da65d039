/// What generated server code includes: readers of inputs and the table of operations.
#pragma once

#include <vgen/codegen/answer.hpp>
#include <vgen/codegen/function.hpp>
#include <vgen/codegen/http_input.hpp>
#include <vgen/core/result.hpp>
#include <vgen/dispatch/operation.hpp>
#include <vgen/json/pattern.hpp>
#include <vgen/json/read.hpp>
#include <vgen/json/write.hpp>
#include <vgen/version.hpp>

#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

namespace vgen::codegen {

using vgen::Operation;

/// Whether a function has the type that vgen read.
template <class Expected, class Actual>
consteval bool is_declared_as(Actual& /*function*/) {
  return std::is_same_v<Expected, Actual>;
}

/// What a route says about its operation.
struct OperationSettings {
  std::string_view name{};
  Method method = Method::get;
  std::string_view path{};
  int status = 200;
  bool needs_session = false;
  unsigned long long body_limit = 0;  ///< Bytes; 0: the configured limit.
  unsigned timeout = 0;               ///< Milliseconds; 0: the configured limit.
};

namespace detail {

/// Runs coroutines. Defined in `vgen/codegen/task.hpp`, which is slow to parse.
template <auto Function, const auto&... Forms>
struct TaskRunner;

struct NoInput {};

/// Calls a function with what the call holds.
template <auto Function>
decltype(auto) call_function(HostedCall& call) {
  using Of = Shape<std::remove_pointer_t<decltype(Function)>>;
  auto& services = *static_cast<typename Of::Services*>(call.services);
  if constexpr (std::is_void_v<typename Of::In>) {
    if constexpr (Of::session == SessionUse::none) {
      return Function(services);
    } else if constexpr (Of::session == SessionUse::required) {
      return Function(services, *static_cast<typename Of::Session*>(call.session));
    } else {
      return Function(services, static_cast<const typename Of::Session*>(call.session));
    }
  } else {
    auto& input = *static_cast<typename Of::In*>(call.input);
    if constexpr (Of::session == SessionUse::none) {
      return Function(services, std::move(input));
    } else if constexpr (Of::session == SessionUse::required) {
      return Function(services, std::move(input),
                      *static_cast<typename Of::Session*>(call.session));
    } else {
      return Function(services, std::move(input),
                      static_cast<const typename Of::Session*>(call.session));
    }
  }
}

template <auto Function, const auto&... Forms>
Progress run(HostedCall& call) {
  using R = typename Shape<std::remove_pointer_t<decltype(Function)>>::Result;
  if constexpr (is_task<R>) {
    static_assert(
        requires { sizeof(TaskRunner<Function, Forms...>); },
        "include vgen/codegen/task.hpp, because a function is a coroutine");
    return TaskRunner<Function, Forms...>::start(call);
  } else if constexpr (std::is_void_v<R>) {
    call_function<Function>(call);
    answer_nothing(call);
  } else {
    Declared<R>::guard(call, [&] { answer<Forms...>(call, call_function<Function>(call)); });
  }
  return Progress::finished;
}

template <class In, auto Read>
consteval InputSlot input_slot() {
  return {.type = slot_of<In>,
          .construct = [](void* input) { ::new (input) In{}; },
          .read = [](HttpInput& in, void* input) { Read(in, *static_cast<In*>(input)); }};
}

/// Whether a function returns a value.
template <class R>
struct HasValue : std::bool_constant<!std::is_void_v<R>> {};
template <class... Errors>
struct HasValue<Result<void, Errors...>> : std::false_type {};
template <class R>
struct HasValue<boost::asio::awaitable<R, boost::asio::any_io_executor>> : HasValue<R> {};

}  // namespace detail

/// The reader of a function without input.
inline constexpr detail::NoInput no_input;

/// The row of a function in the table of operations. `Read` is its reader: `void(HttpInput&, In&)`;
/// `no_input` if it takes none. `Forms`: how its output is written where the type alone does not
/// say, see `json::write`.
template <auto Function, auto Read = no_input, const auto&... Forms>
consteval Operation operation(const OperationSettings& settings) {
  using Of = detail::Shape<std::remove_pointer_t<decltype(Function)>>;
  Operation row{.name = settings.name,
                .method = settings.method,
                .path = settings.path,
                .status = settings.status,
                .needs_session = settings.needs_session || Of::session == SessionUse::required,
                .body_limit = settings.body_limit,
                .timeout = settings.timeout,
                .takes_session = settings.needs_session || Of::session != SessionUse::none,
                .answers_json = detail::HasValue<typename Of::Result>::value,
                .run = detail::run<Function, Forms...>};
  if constexpr (!std::is_void_v<typename Of::In>)
    row.input = detail::input_slot<typename Of::In, Read>();
  return row;
}

}  // namespace vgen::codegen
