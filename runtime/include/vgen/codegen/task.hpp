/// Runs functions that are coroutines. Generated code includes it only if there is one. Slow to
/// parse (Boost.Asio).
#pragma once

#include <vgen/codegen/endpoint.hpp>
#include <vgen/codegen/guards.hpp>
#include <vgen/core/task.hpp>
#include <vgen/dispatch/start_part.hpp>
#include <vgen/dispatch/start_stream.hpp>
#include <vgen/dispatch/start_task.hpp>

#include <exception>
#include <type_traits>
#include <utility>

namespace vgen::codegen::detail {

template <auto Permission>
struct TaskPermission {
  static void start(HostedCall& call) { start_part(call, ask(call), stage_ended); }

 private:
  static Task<void> ask(HostedCall& call) {
    Task<bool> task = GuardShape<Permission>::ask(Permission, call);
    const bool allowed = co_await std::move(task);
    decide(call, allowed);
  }
};

inline namespace VGEN_API {

template <class T>
struct TaskValue;
template <class T>
struct TaskValue<Task<T>> {
  using type = T;
};

template <auto Function, const auto&... Forms>
struct TaskRunner {
  using Of = Shape<std::remove_pointer_t<decltype(Function)>>;
  using Value = typename TaskValue<typename Of::Result>::type;

  static Progress start(HostedCall& call) {
    if constexpr (!std::is_void_v<typename Of::Item>) {
      return start_stream(call, call_function<Function, Forms...>);
    } else {
      start_task(call, drive(call));
      return Progress::suspended;
    }
  }

 private:
  // Everything awaited has a name, because GCC 12 miscompiles aggregate temporaries inside a
  // co_await expression.
  static Task<void> drive(HostedCall& call) {
    Task<Value> task = call_function<Function, Forms...>(call);
    std::exception_ptr thrown;
    try {
      if constexpr (std::is_void_v<Value>) {
        co_await std::move(task);
        answer_nothing(call);
      } else {
        const Value value = co_await std::move(task);
        answer<Forms...>(call, value);
      }
    } catch (...) {
      thrown = std::current_exception();
    }
    if (thrown) Declared<Value>::guard(call, [&] { std::rethrow_exception(thrown); });
  }
};

}  // namespace VGEN_API
}  // namespace vgen::codegen::detail
