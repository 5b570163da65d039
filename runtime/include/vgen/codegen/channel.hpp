/// The include of generated server code with channels: their table, and the messages they send.
#pragma once

#include <vgen/channel/channel.hpp>
#include <vgen/codegen/answer.hpp>
#include <vgen/codegen/endpoint.hpp>
#include <vgen/codegen/http.hpp>
#include <vgen/codegen/message.hpp>
#include <vgen/dispatch/channel_row.hpp>
#include <vgen/dispatch/hosted_call.hpp>
#include <vgen/json/json_kinds.hpp>
#include <vgen/json/object_reader.hpp>
#include <vgen/json/read.hpp>
#include <vgen/json/reader.hpp>
#include <vgen/json/write.hpp>

#include <concepts>
#include <cstddef>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace vgen::codegen {
namespace detail {
inline namespace VGEN_API {

template <class Out, class Session>
struct ViewOf<Channel<Out, Session>> {
  using View = Channel<Out, Session>;

  /// It lives as long as the event. `Forms`: how `Out` is written, see `json::write`.
  template <const auto&... Forms>
  static View& make(HostedCall& call) {
    if constexpr (std::is_void_v<Out>) {
      return call.emplace<View>(*call.channel, nullptr);
    } else {
      return call.emplace<View>(*call.channel, [](std::string& text, const Out& out) {
        append_json<Forms...>(text, out);
      });
    }
  }
};

/// The type of a reply; `void` if the function does not return one.
template <class R>
struct ReplyOf {
  using type = R;
};
template <class T, class... Errors>
struct ReplyOf<Result<T, Errors...>> {
  using type = T;
};
template <class T>
struct ReplyOf<boost::asio::awaitable<T, boost::asio::any_io_executor>> : ReplyOf<T> {};

/// The reply to a message: what an API function returns, or the `Out` of a handler.
template <class Of, class View = typename Of::View>
struct Reply;
template <class Of>
struct Reply<Of, void> {
  using type = typename ReplyOf<typename Of::Result>::type;
};
template <class Of, class Out, class Session>
struct Reply<Of, Channel<Out, Session>> {
  using type = Out;
};

/// Whether all values of a type are JSON objects, whose members can stand beside others.
template <class T>
consteval bool is_always_object() {
  if constexpr (std::is_void_v<T>) {
    return false;
  } else {
    return json::detail::json_kinds<T>() == json::detail::object_kind;
  }
}

/// A state of an earlier version of the program may have other members.
template <class T>
bool read_state(std::string_view text, void* place, std::string& fault) {
  T state{};
  Faults faults;
  json::Reader in(text, faults, {}, Place::body, {.unknown_members = true});
  json::read(in, state);
  if (!in.finish() || !faults.empty()) {
    if (!faults.empty()) {
      const Fault& first = faults.list().front();
      fault.append(first.pointer).append(first.pointer.empty() ? "" : " ").append(first.message);
    }
    return false;
  }
  ::new (place) T(std::move(state));
  return true;
}

template <class T>
void write_state(std::string& text, const void* state) {
  append_json(text, *static_cast<const T*>(state));
}

template <class T>
consteval auto equality_of() -> bool (*)(const void*, const void*) {
  if constexpr (requires(const T& a, const T& b) {
                  { a == b } -> std::convertible_to<bool>;
                }) {
    return [](const void* a, const void* b) -> bool {
      return *static_cast<const T*>(a) == *static_cast<const T*>(b);
    };
  } else {
    return nullptr;
  }
}

template <auto Function>
using ShapeOfFunction = Shape<std::remove_pointer_t<decltype(Function)>>;

}  // namespace VGEN_API
}  // namespace detail

inline namespace VGEN_API {

/// Reads an input that is not an object: a message is one, and has it in its member `input`.
/// `read_value` reads the value of the member.
template <class ReadValue>
void read_sole_member(json::Reader& in, const ReadValue& read_value) {
  static constexpr json::Members<1> members{json::required("input")};
  json::ObjectReader object(in, members);
  while (object.next()) {
    if (object.index() == 0) read_value();
  }
}

/// The reader of such a message whose type has all that is needed.
template <class In>
void read_sole_input(json::Reader& in, In& value) {
  read_sole_member(in, [&] { json::read(in, value); });
}

/// The row of a message. `row` has the settings of its route; function and reader add the rest.
/// `Read` is the reader, `void(json::Reader&, In&)`, or `no_input`. `Forms`: see `endpoint_of`.
template <auto Function, auto Read = no_input, const auto&... Forms>
consteval MessageRow message_row(MessageRow row) {
  using Of = detail::ShapeOfFunction<Function>;
  using In = typename Of::In;
  row.endpoint = endpoint_of<Function, Forms...>(row.endpoint);
  row.splices = detail::is_always_object<typename detail::Reply<Of>::type>();
  if constexpr (!std::is_void_v<In>)
    row.read = [](json::Reader& in, void* input) { Read(in, *static_cast<In*>(input)); };
  return row;
}

/// The row of messages that a function takes as they arrived: a `std::string`, or a
/// `std::span<const std::byte>` that is valid until the event has ended.
template <auto Function, const auto&... Forms>
consteval MessageRow raw_row(MessageRow row) {
  using In = typename detail::ShapeOfFunction<Function>::In;
  row.endpoint = endpoint_of<Function, Forms...>(row.endpoint);
  row.read_raw = [](std::string_view bytes, void* input) {
    if constexpr (std::is_same_v<In, std::string>) {
      *static_cast<In*>(input) = bytes;
    } else {
      *static_cast<In*>(input) = std::as_bytes(std::span(bytes));
    }
  };
  return row;
}

/// Makes the state of a channel.
template <class T>
void make_state(void* place) {
  static_assert(
      requires { sizeof(T); },
      "include the header that defines the state of the channel where vgen reads the channel");
  ::new (place) T{};
}

/// Keeps the state of a channel as JSON.
template <class T>
inline constexpr StateCodec state_codec{detail::read_state<T>, detail::write_state<T>,
                                        detail::equality_of<T>()};

/// The endpoint of an open or close handler.
template <auto Function, const auto&... Forms>
consteval Endpoint handler(Endpoint endpoint = {}) {
  return endpoint_of<Function, Forms...>(endpoint);
}

/// The endpoint of an opening without a handler: only its permissions and middleware run.
consteval Endpoint no_handler(const Endpoint& endpoint) {
  return guarded(endpoint);
}

/// The reader of what an open handler takes from the request.
template <class In, void (*Read)(HttpReader& in, In& value)>
void read_opening(HttpInput& in, void* input) {
  HttpReader reader(in);
  Read(reader, *static_cast<In*>(input));
}

}  // namespace VGEN_API
}  // namespace vgen::codegen
