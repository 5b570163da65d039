/// Permissions and middleware in the tables of generated code.
#pragma once

#include <vgen/api.hpp>
#include <vgen/dispatch/endpoint.hpp>
#include <vgen/dispatch/hosted_call.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <type_traits>

namespace vgen::codegen {

/// All of these permissions have to allow the event.
template <auto... Permissions>
struct AllOf {};

/// One of these alternatives has to allow the event; each is an `AllOf`.
template <class... Alternatives>
struct AnyOf {};

namespace detail {

/// A permission that asks the session alone.
template <class R, class S, class N>
struct SessionPermission {
  using Result = R;
  static constexpr bool reads_input = false;
  static R ask(R (*permission)(S&, const N&), HostedCall& call) {
    return permission(*static_cast<S*>(call.services), *static_cast<const N*>(call.session()));
  }
};
/// A permission that asks the input too.
template <class R, class S, class I, class N>
struct InputPermission {
  using Result = R;
  static constexpr bool reads_input = true;
  static R ask(R (*permission)(S&, const I&, const N&), HostedCall& call) {
    return permission(*static_cast<S*>(call.services), *static_cast<const I*>(call.input),
                      *static_cast<const N*>(call.session()));
  }
};

template <class R, class S, class N>
SessionPermission<R, S, N> guard_of(R (*permission)(S&, const N&));
template <class R, class S, class I, class N>
InputPermission<R, S, I, N> guard_of(R (*permission)(S&, const I&, const N&));

/// How a permission is asked. Also for functions that are `noexcept`.
template <auto Permission>
using GuardShape = decltype(guard_of(Permission));

/// Runs permissions that are coroutines. Defined in `vgen/codegen/task.hpp`.
template <auto Permission>
struct TaskPermission;

template <auto Permission>
consteval Guard guard() {
  using Shape = GuardShape<Permission>;
  Guard guard{.reads_input = Shape::reads_input};
  if constexpr (std::is_same_v<typename Shape::Result, bool>) {
    guard.check = [](HostedCall& call) { return Shape::ask(Permission, call); };
  } else {
    static_assert(
        requires { sizeof(TaskPermission<Permission>); },
        "include vgen/codegen/task.hpp: a permission is a coroutine");
    guard.start = TaskPermission<Permission>::start;
  }
  return guard;
}

/// The guards of one alternative, without its numbers.
template <auto... Permissions>
consteval auto guards_of(AllOf<Permissions...> /*alternative*/) {
  std::array<Guard, sizeof...(Permissions)> guards = {guard<Permissions>()...};
  const bool reads_input = std::ranges::any_of(guards, &Guard::reads_input);
  for (Guard& guard : guards) guard.alternative_reads_input = reads_input;
  guards.back().ends_alternative = true;
  return guards;
}

template <std::size_t A, std::size_t B>
consteval auto join(const std::array<Guard, A>& first, const std::array<Guard, B>& second) {
  std::array<Guard, A + B> all;
  std::ranges::copy(first, all.begin());
  std::ranges::copy(second, all.begin() + A);
  return all;
}

template <class First, class... Rest>
consteval auto join_all(const First& first, const Rest&... rest) {
  if constexpr (sizeof...(rest) == 0) {
    return first;
  } else {
    return join(first, join_all(rest...));
  }
}

template <auto... Permissions>
consteval auto requirement_of(AllOf<Permissions...> only) {
  auto guards = guards_of(only);
  guards.back().ends_requirement = true;
  return guards;
}
template <class... Alternatives>
consteval auto requirement_of(AnyOf<Alternatives...> /*requirement*/) {
  auto guards = join_all(guards_of(Alternatives{})...);
  guards.back().ends_requirement = true;
  return guards;
}

template <class... Requirements>
consteval auto number_guards() {
  auto guards = join_all(requirement_of(Requirements{})...);
  unsigned char alternative = 0;
  unsigned char requirement = 0;
  for (Guard& guard : guards) {
    guard.alternative = alternative;
    guard.requirement = requirement;
    if (guard.ends_alternative) ++alternative;
    if (guard.ends_requirement) ++requirement;
  }
  return guards;
}

}  // namespace detail

/// The permissions of an endpoint: each of these requirements has to be met. A requirement is an
/// `AllOf` or an `AnyOf`.
template <class... Requirements>
inline constexpr auto permissions = detail::number_guards<Requirements...>();

/// The middleware of an endpoint, from the outermost to the innermost.
template <MiddlewareFunction... Functions>
inline constexpr MiddlewareFunction middleware[] = {Functions...};

/// An endpoint with what follows from its permissions and middleware.
consteval Endpoint guarded(Endpoint endpoint) {
  const auto is_coroutine = [](const Guard& guard) { return guard.start != nullptr; };
  endpoint.suspends =
      !endpoint.middleware.empty() || std::ranges::any_of(endpoint.permissions, is_coroutine);
  if (!endpoint.permissions.empty()) endpoint.session = SessionUse::required;
  return endpoint;
}

}  // namespace vgen::codegen
