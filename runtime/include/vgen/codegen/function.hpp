/// Facts about a function that follow from its type.
#pragma once

#include <vgen/api.hpp>
#include <vgen/dispatch/endpoint.hpp>

#include <type_traits>

namespace vgen::codegen {

namespace detail {

template <class T>
inline constexpr bool is_task = false;
template <class T>
inline constexpr bool is_task<boost::asio::awaitable<T, boost::asio::any_io_executor>> = true;

/// An input is passed by value, a session by reference or as a pointer to const.
template <class T>
concept Input = std::is_object_v<T> && !std::is_pointer_v<T>;

template <class R, class S, class I, class N, SessionUse Use>
struct ShapeOf {
  using Result = R;
  using Services = S;
  using In = I;  ///< `void` if there is none.
  using Session = N;
  using View = void;  ///< The channel that the function gets; `void` if there is none.
  using Item = void;  ///< What a subscription sends; `void` for other functions.
  static constexpr SessionUse session = Use;
};

/// A handler of a channel gets the session through the channel.
template <class R, class S, class C, class I>
struct HandlerShape : ShapeOf<R, S, I, void, SessionUse::none> {
  using View = C;
};

template <class R, class S, class I, class N, SessionUse Use, class T>
struct StreamShape : ShapeOf<R, S, I, N, Use> {
  using Item = T;
};

template <class Function>
struct Shape;

template <class R, class S>
struct Shape<R(S&)> : ShapeOf<R, S, void, void, SessionUse::none> {};
template <class R, class S, Input I>
struct Shape<R(S&, I)> : ShapeOf<R, S, I, void, SessionUse::none> {};
template <class R, class S, class N>
struct Shape<R(S&, N&)> : ShapeOf<R, S, void, N, SessionUse::required> {};
template <class R, class S, class N>
struct Shape<R(S&, const N*)> : ShapeOf<R, S, void, N, SessionUse::optional> {};
template <class R, class S, Input I, class N>
struct Shape<R(S&, I, N&)> : ShapeOf<R, S, I, N, SessionUse::required> {};
template <class R, class S, Input I, class N>
struct Shape<R(S&, I, const N*)> : ShapeOf<R, S, I, N, SessionUse::optional> {};

template <class R, class S, class O, class N>
struct Shape<R(S&, Channel<O, N>&)> : HandlerShape<R, S, Channel<O, N>, void> {};
template <class R, class S, class O, class N, Input I>
struct Shape<R(S&, Channel<O, N>&, I)> : HandlerShape<R, S, Channel<O, N>, I> {};

template <class R, class S, class T>
struct Shape<R(S&, Stream<T>&)> : StreamShape<R, S, void, void, SessionUse::none, T> {};
template <class R, class S, Input I, class T>
struct Shape<R(S&, I, Stream<T>&)> : StreamShape<R, S, I, void, SessionUse::none, T> {};
template <class R, class S, class N, class T>
struct Shape<R(S&, N&, Stream<T>&)> : StreamShape<R, S, void, N, SessionUse::required, T> {};
template <class R, class S, Input I, class N, class T>
struct Shape<R(S&, I, N&, Stream<T>&)> : StreamShape<R, S, I, N, SessionUse::required, T> {};

}  // namespace detail
}  // namespace vgen::codegen
