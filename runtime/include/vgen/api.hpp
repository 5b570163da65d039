/// The declaration language: everything that a header needs to declare an API for vgen.
///
/// Light on purpose: no Boost, no container, nothing slow to parse. Functions are declared through
/// aliases of function types. The wiring (routes, channels, RPC names, schedules) consists of
/// `constexpr` aggregates of literals. The compiler checks the names in them, and vgen reads them
/// from the source at build time, so they cost nothing at run time.
#pragma once

#include <initializer_list>
#include <string_view>

namespace boost::asio {
class any_io_executor;  // NOLINT(readability-identifier-naming): a name of Boost
template <typename T, typename Executor>
class awaitable;  // NOLINT(readability-identifier-naming): a name of Boost
}  // namespace boost::asio

namespace vgen {

// -------------------------------------------------------------------------------------------------
// Results

/// A coroutine that runs on the connection's event loop. To define one, include `vgen/task.hpp`.
template <class T>
using Task = boost::asio::awaitable<T, boost::asio::any_io_executor>;

/// A value or one of a closed set of declared errors. Complete in `vgen/runtime.hpp`.
template <class T, class... Errors>
class Result;

/// The sending end of a subscription: items go out in order, with back-pressure.
template <class Item>
class Stream;

/// An open websocket connection that accepts messages of type `Out`. A view that is valid during
/// the event.
template <class Out, class Session>
class Channel;

/// The event that a function is called for: request and response, session, clock, stop token.
class Call;

/// The rest of a middleware chain.
class Next;

/// One topic: the constant of the header, with values for its parameters. Complete in
/// `vgen/runtime.hpp`.
template <class T, class... Parameters>
class TopicAt;

namespace detail {

template <class In, class Out, class... Tail>
struct FunctionOf;

template <class Out, class Services, class... Tail>
struct FunctionOf<void, Out, Services, Tail...> {
  using type = Out(Services&, Tail...);
};

template <class In, class Out, class Services, class... Tail>
struct FunctionOf<In, Out, Services, Tail...> {
  using type = Out(Services&, In, Tail...);
};

template <class Opening, class Out, class Services, class Session>
struct ConnectionOf {
  using type = void(Services&, Channel<Out, Session>&, Opening);
};

template <class Out, class Services, class Session>
struct ConnectionOf<void, Out, Services, Session> {
  using type = void(Services&, Channel<Out, Session>&);
};

/// Removes `Task` from the `Out` position of the channel forms: `ChannelMessage<In, Task<Out>>` is
/// the coroutine form.
template <class Out>
struct ChannelResult {
  using message = Out;
  using result = void;
};

template <class Out>
struct ChannelResult<boost::asio::awaitable<Out, boost::asio::any_io_executor>> {
  using message = Out;
  using result = Task<void>;
};

template <class Out, class In, class Services, class Session>
struct MessageOf {
  using type = typename ChannelResult<Out>::result(
      Services&, Channel<typename ChannelResult<Out>::message, Session>&, In);
};

template <class Out, class Services, class Session>
struct MessageOf<Out, void, Services, Session> {
  using type = typename ChannelResult<Out>::result(
      Services&, Channel<typename ChannelResult<Out>::message, Session>&);
};

template <class Signature, class Services, class... Tail>
struct RpcOf;

template <class R, class... Arguments, class Services, class... Tail>
struct RpcOf<R(Arguments...), Services, Tail...> {
  using type = R(Services&, Arguments..., Tail...);
};

}  // namespace detail

// -------------------------------------------------------------------------------------------------
// Functions. An API binds Services and Session once: template <class In, class Out> using
// APIFunction = ...

/// A function that needs a session: `Out(Services&, In, Session&)`.
template <class In, class Out, class Services, class Session>
using APIFunction = typename detail::FunctionOf<In, Out, Services, Session&>::type;

/// A function without a session: `Out(Services&, In)`.
template <class In, class Out, class Services>
using APIFunctionSessionless = typename detail::FunctionOf<In, Out, Services>::type;

/// A function that takes a session if there is one: `Out(Services&, In, const Session*)`.
template <class In, class Out, class Services, class Session>
using APIFunctionOptionalSession =
    typename detail::FunctionOf<In, Out, Services, const Session*>::type;

/// A subscription: `Task<void>(Services&, In, Session&, Stream<Item>&)`.
template <class In, class Item, class Services, class Session>
using APISubscription =
    typename detail::FunctionOf<In, Task<void>, Services, Session&, Stream<Item>&>::type;

/// A subscription without a session: `Task<void>(Services&, In, Stream<Item>&)`.
template <class In, class Item, class Services>
using APISubscriptionSessionless =
    typename detail::FunctionOf<In, Task<void>, Services, Stream<Item>&>::type;

/// A channel's open: `void(Services&, Channel<Out, Session>&[, Opening])`; `Opening` takes path and
/// query.
template <class Out, class Opening, class Services, class Session>
using ChannelConnection = typename detail::MessageOf<Out, Opening, Services, Session>::type;

/// A channel's close: `void(Services&, Channel<Out, Session>&)`. It may broadcast, not send.
template <class Out, class Services, class Session>
using ChannelDisconnection = typename detail::MessageOf<Out, void, Services, Session>::type;

/// A channel's default or keyed message: `void(Services&, Channel<Out, Session>&, In)`.
template <class In, class Out, class Services, class Session>
using ChannelMessage = typename detail::MessageOf<Out, In, Services, Session>::type;

/// A function with an inline input, whose parameter names become members: `R(Services&, arguments…,
/// Session&)`.
template <class Signature, class Services, class Session>
using RPC = typename detail::RpcOf<Signature, Services, Session&>::type;

/// An inline input without a session: `R(Services&, arguments…)`.
template <class Signature, class Services>
using RPCSessionless = typename detail::RpcOf<Signature, Services>::type;

/// A task that runs on a schedule: `void(Services&)`, or `Task<void>(Services&)` as a coroutine.
template <class R, class Services>
using ScheduledTask = R(Services&);

// -------------------------------------------------------------------------------------------------
// Values of the wiring

/// The methods of HTTP (RFC 9110, section 9). The server itself answers HEAD and OPTIONS. `query`
/// (RFC 10008) asks with a body, changes nothing, and may be repeated.
enum class Method : unsigned char { get, post, put, patch, del, query };

/// What happens to a tick if the task of the schedule is still running: it is left out, or one tick
/// waits for the end.
enum class Overlap : unsigned char { skip, queue };

/// What happens to ticks that were missed while the server did not run: nothing, or the task runs
/// once.
enum class Missed : unsigned char { none, once };

/// What happens to a client of a channel that leaves more unread than
/// `WebsocketLimits::unsent_bytes`.
///
/// - `close`: its channel is closed with the code 1013.
/// - `drop_oldest`: the oldest messages are dropped that the server has sent by itself. Answers
/// stay.
/// - `latest`: only the newest message of each topic stays. All other messages stay.
///
/// If that is not enough, the channel is closed.
enum class Slow : unsigned char { close, drop_oldest, latest };

/// A value that is given or left out.
template <class T>
struct Maybe {
  T value{};
  bool given = false;

  constexpr Maybe() = default;
  constexpr Maybe(T v) : value(v), given(true) {}
};

/// A list of at most `Capacity` elements, for aggregates that are compile-time constants. (GCC 12
/// refuses `std::initializer_list` members there.)
template <class T, unsigned Capacity>
struct List {
  T elements[Capacity]{};
  unsigned count = 0;

  constexpr List() = default;
  constexpr List(std::initializer_list<T> list) {
    for (const T& element : list) {
#ifdef __VGEN__
      if (count == Capacity) return;  // vgen reports it in its own words
#endif
      elements[count++] = element;  // one too many does not compile, because it is not a constant
    }
  }
  [[nodiscard]] constexpr const T* begin() const { return elements; }
  [[nodiscard]] constexpr const T* end() const { return elements + count; }
};

/// A URL path with parameters in braces: "/todos/{id}", "/files/{name}.json", "/raw/{path...}". The
/// compiler checks the braces; vgen checks the names. Empty within a group that has a prefix.
struct Path {
  std::string_view text;

  constexpr Path() = default;
  template <unsigned N>
  consteval Path(const char (&path)[N]) : text(path, N - 1) {
    check();
  }
  /// A constant of the author: `constexpr std::string_view` or `constexpr const char*`.
  template <class Text>
    requires requires(const Text& path) { std::string_view(path); }
  consteval Path(const Text& path) : text(path) {
    check();
  }

 private:
  consteval void check() const {
#ifndef __VGEN__  // vgen reports faults in its own words
    if (!text.empty() && text.front() != '/') throw "a path must begin with '/'";
    bool open = false;
    for (const char c : text) {
      if (c == '{' && open) throw "a '{' inside '{…}' in a path";
      if (c == '}' && !open) throw "a '}' without '{' in a path";
      if (c == '{') open = true;
      if (c == '}') open = false;
    }
    if (open) throw "a '{' without '}' in a path";
#endif
  }
};

/// A member of an input struct: `&CreateTodo::title`. Stores nothing: vgen reads the name.
struct Member {
  constexpr Member() = default;
  template <class Type, class Struct>
  constexpr Member(Type Struct::*) {}
};

/// A member that is read from a header or cookie with another name: {"Idempotency-Key",
/// &CreateTodo::idempotency_key}.
struct NamedMember {
  std::string_view name;
  Member member;
};

namespace detail {

template <class T>
inline constexpr bool is_channel = false;
template <class Out, class Session>
inline constexpr bool is_channel<Channel<Out, Session>&> = true;

}  // namespace detail

/// A function that answers a request: any form except those of channels. Stores nothing.
struct Function {
  constexpr Function() = default;
  template <class R, class Services, class... Arguments>
  constexpr Function(R (&)(Services&, Arguments...)) {
    static_assert((!detail::is_channel<Arguments> && ...),
                  "a channel handler can only be wired to a channel");
  }
};

/// A function that handles an event of a channel, or an API function whose result is the reply.
/// Stores nothing.
struct MessageFunction {
  constexpr MessageFunction() = default;
  template <class R, class Services, class... Arguments>
  constexpr MessageFunction(R (&)(Services&, Arguments...)) {}
};

/// The open or close handler of a channel. Stores nothing.
struct ChannelFunction {
  constexpr ChannelFunction() = default;
  template <class R, class Services, class Out, class Session, class... Opening>
  constexpr ChannelFunction(R (&)(Services&, Channel<Out, Session>&, Opening...)) {}
};

/// A guard: `bool` or `Task<bool>` of `(Services&, const Session&)` or `(Services&, const In&,
/// const Session&)`.
struct Permission {
  constexpr Permission() = default;
  template <class R, class Services, class... Arguments>
  constexpr Permission(R (&)(Services&, Arguments...)) {}
};

/// A step around a call: `Task<void>(vgen::Call&, vgen::Next&)`.
struct Middleware {
  constexpr Middleware() = default;
  constexpr Middleware(Task<void> (&)(Call&, Next&)) {}
};

using Tags = List<std::string_view, 8>;
/// `{{a, b}, {c}}` means (a and b) or c.
using Permissions = List<List<Permission, 4>, 4>;
using Middlewares = List<Middleware, 8>;

// -------------------------------------------------------------------------------------------------
// Wiring

/// One HTTP route of a function.
struct HttpRoute {
  Method method = Method::get;
  Path path{};
  Function func{};
  std::string_view name{};  ///< The operation's name; needed if one function has two routes.
  Maybe<bool> auth{};       ///< By default a route needs a session if its function takes one.
  int status = 0;           ///< Of the successful answer. Default: 200, or 204 for void.
  Permissions permissions{};
  Middlewares middleware{};
  List<Member, 16> query{};  ///< Members read from the query while others come from the body.
  List<NamedMember, 16> headers{};  ///< Members read from headers.
  List<NamedMember, 16> cookies{};  ///< Members read from cookies.
  Member body{};  ///< The one member that is the whole body. Then the others come from the query.
  Tags tags{};
  unsigned long long body_limit = 0;  ///< Bytes; 0: the configured limit.
  unsigned timeout = 0;               ///< Milliseconds; 0: the configured limit.
  bool blocking = false;              ///< Run a synchronous function on the worker pool.
  bool form = false;                  ///< The body may also be `application/x-www-form-urlencoded`.
  /// The body is not JSON but a text or bytes of one of these media types, such as "text/csv" or
  /// "image/*". It is the whole input or the member of `.body`: a string or bytes.
  List<std::string_view, 8> body_types{};
  /// The answer is not JSON but a text or bytes of one of these media types: the string or the
  /// bytes that the function returns, or what it gives to `vgen::Call::set_body` or `file`. The
  /// client chooses by `Accept`; see `vgen::Call::answer_type`.
  List<std::string_view, 8> answer_types{};
};

/// Routes that share a prefix and settings.
struct HttpGroup {
  Path prefix{};
  Tags tags{};
  Maybe<bool> auth{};
  Permissions permissions{};
  Middlewares middleware{};
  List<HttpRoute, 32> routes{};
};

/// A message of a channel, selected by the value of the channel's key.
struct MessageRoute {
  std::string_view value{};
  MessageFunction func{};
  Maybe<bool> auth{};
  Permissions permissions{};
  bool concurrent = false;  ///< Not in the order of the connection's messages.
  bool blocking = false;
};

/// The type by which the subscribers of a topic see each other.
template <class Member>
struct PresenceOf {};
/// `.presence = vgen::presence<Member>`: subscribers of the topic see each other as `Member`s.
template <class Member>
inline constexpr PresenceOf<Member> presence{};

/// A reference to the type of the members of a topic.
struct TopicPresence {
  const void* of = nullptr;  ///< The constant `vgen::presence<Member>`; null for none.

  constexpr TopicPresence() = default;
  template <class Member>
  constexpr TopicPresence(const PresenceOf<Member>&) : of(&presence<Member>) {}

  template <class Member>
  [[nodiscard]] constexpr bool is() const {
    return of == static_cast<const void*>(&presence<Member>);
  }
};

/// A stream of messages of type `T` for its subscribers. `Parameters` are the types of the
/// parameters in its name, in their order: `Topic<Event, std::string>{.name = "todos/{label}"}`.
template <class T, class... Parameters>
struct Topic {
  std::string_view name{};   ///< Segments as in a path: "todos/{label}".
  unsigned history = 0;      ///< Messages that are kept for subscribers that resume.
  bool replay_last = false;  ///< Whether new subscribers get the latest message at once.
  TopicPresence presence{};  ///< By default subscribers do not see each other.

  /// The topic with these parameters. The strings of parameters must not be empty. Defined in
  /// `vgen/runtime.hpp`.
  TopicAt<T, Parameters...> operator()(const Parameters&... parameters) const;
};

/// A reference to a topic. Stores nothing.
struct TopicReference {
  constexpr TopicReference() = default;
  template <class T, class... Parameters>
  constexpr TopicReference(const Topic<T, Parameters...>&) {}
};

/// Whether a client may subscribe to a topic: `bool` or `Task<bool>` of `(Services&, const
/// Parameters&…, const Session&)`. Stores nothing.
struct TopicPermission {
  constexpr TopicPermission() = default;
  template <class R, class Services, class... Arguments>
  constexpr TopicPermission(R (&)(Services&, Arguments...)) {}
};

/// A topic that the clients of a channel may subscribe to.
struct TopicRoute {
  TopicReference topic{};
  TopicPermission permission{};  ///< By default every client of the channel may.
};

/// The type of the state of a channel.
template <class T>
struct StateOf {};
/// `.state = vgen::state<Cursor>`: each channel of the route has a `Cursor`.
template <class T>
inline constexpr StateOf<T> state{};

/// A reference to the type of a state. Stores nothing.
struct ChannelState {
  constexpr ChannelState() = default;
  template <class T>
  constexpr ChannelState(const StateOf<T>&) {}
};

/// One websocket channel.
struct ChannelRoute {
  std::string_view name{};
  Path path{};
  Maybe<bool> auth{};
  Permissions permissions{};
  Middlewares middleware{};
  ChannelFunction on_connect{};
  ChannelFunction on_disconnect{};
  MessageFunction on_message{};
  MessageFunction on_binary{};
  std::string_view key = "action";
  List<MessageRoute, 32> routes{};
  List<TopicRoute, 32> topics{};
  ChannelState state{};  ///< By default channels have no state.
  unsigned long long frame_limit = 0;
  Slow slow = Slow::close;
};

/// One name of the RPC connection.
struct RpcRoute {
  std::string_view name{};
  Function func{};
  Maybe<bool> auth{};
  Permissions permissions{};
  Middlewares middleware{};
  bool idempotent = false;  ///< A client may repeat a call whose outcome it does not know.
  bool blocking = false;
};

/// A task and the times at which it runs. The function is a `ScheduledTask`, or an
/// `APIFunctionSessionless<void, void>`.
struct Schedule {
  std::string_view name{};
  /// Minute, hour, day of the month, month, day of the week; a sixth field in front is the second.
  std::string_view cron{};
  Function func{};
  std::string_view zone{};  ///< Of the tz database: "Europe/Berlin". By default UTC.
  Overlap overlap = Overlap::skip;
  Missed missed = Missed::none;
  unsigned timeout = 0;  ///< Milliseconds; 0: no limit.
};

/// A way to prove the identity of the caller. Made by the functions below.
struct SecurityScheme {
  std::string_view kind{};
  std::string_view name{};
};

/// A JSON web token in `Authorization: Bearer …` (RFC 6750).
constexpr SecurityScheme bearer_jwt() {
  return {.kind = "bearer_jwt", .name = {}};
}
/// A token in `Authorization: Bearer …` that only a function of the program knows.
constexpr SecurityScheme bearer() {
  return {.kind = "bearer", .name = {}};
}
/// A token behind another scheme of `Authorization`, that only a function of the program knows:
/// `vgen::authorization("Token")` for `Authorization: Token …`.
constexpr SecurityScheme authorization(std::string_view scheme) {
  return {.kind = "authorization", .name = scheme};
}
/// A key in the named header.
constexpr SecurityScheme api_key(std::string_view header) {
  return {.kind = "api_key", .name = header};
}
/// A signed cookie of this name.
constexpr SecurityScheme cookie(std::string_view name) {
  return {.kind = "cookie", .name = name};
}

/// How sessions are resolved, in this order.
struct Security {
  List<SecurityScheme, 8> schemes{};
};

/// Settings for every route.
struct Global {
  Middlewares middleware{};
  Permissions permissions{};
};

}  // namespace vgen
