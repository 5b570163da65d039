/// How the source of a generated client makes messages of channels and RPC connections.
#pragma once

#include <vgen/client/call.hpp>
#include <vgen/client/codegen/answer.hpp>
#include <vgen/client/codegen/request.hpp>
#include <vgen/client/socket.hpp>
#include <vgen/json/types.hpp>
#include <vgen/json/write.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vgen::client::codegen {

using detail::open_channel;
using detail::open_rpc;
using detail::Reply;

/// Makes a message of a channel or an RPC connection.
class MessageBase {
 public:
  /// A message of a channel: `name` is that of the channel, `value` selects the message. Both are
  /// literals.
  static MessageBase of_channel(std::string_view name, std::string_view key,
                                std::string_view value);
  static MessageBase of_rpc(std::string_view method);

  void fail(std::string_view reason);
  [[nodiscard]] detail::Prepared take(detail::Reply reply, bool repeats);

 protected:
  MessageBase() = default;
  /// The JSON of an object: its members are those of the message.
  void add_members(std::string_view object);
  /// A member of its own.
  void add_member(std::string_view name, std::string_view value);
  /// A parameter of an RPC method. Those at the end that are absent are left out.
  void add_parameter(std::string value, bool is_absent);

 private:
  detail::Prepared message_;
  std::string members_;
  std::string parameters_;
  std::string absent_;
  bool is_rpc_ = false;
};

/// The text of a topic: "rooms/{room}" with the texts of its parameters.
[[nodiscard]] std::string topic_text(std::string_view pattern,
                                     const std::vector<std::string>& parameters);

inline namespace VGEN_API {

/// See `MessageBase`.
class Message : public MessageBase {
 public:
  explicit Message(MessageBase base) : MessageBase(std::move(base)) {}

  /// The whole input, whose members are those of the message.
  template <class T, class... Shapes>
  void body(const T& value, const Shapes&... shapes) {
    write([&](const std::string& text) { add_members(text); }, value, shapes...);
  }
  /// An input that is not an object.
  template <class T, class... Shapes>
  void input(const T& value, const Shapes&... shapes) {
    write([&](const std::string& text) { add_member("input", text); }, value, shapes...);
  }
  /// A parameter of an RPC method.
  template <class T, class... Shapes>
  void parameter(const T& value, const Shapes&... shapes) {
    if constexpr (json::detail::kind_of<T> == json::detail::Kind::optional) {
      if (!value) return add_parameter("null", true);
      parameter(*value, shapes...);
    } else {
      write([&](std::string text) { add_parameter(std::move(text), false); }, value, shapes...);
    }
  }

  /// The call of a message, whose value is read by `Read`; null if it has none.
  template <auto Read, class T, class... Errors>
  Call<T, Errors...> call(std::shared_ptr<detail::Caller> caller, const SendOptions& options,
                          detail::Reply reply, bool repeats = false);

 private:
  template <class Add, class T, class... Shapes>
  void write(Add add, const T& value, const Shapes&... shapes) {
    std::string text;
    json::Writer out{json::Destination(text)};
    json::write(out, value, shapes...);
    if (!out.finish()) return fail(out.failure());
    add(text);
  }
};

/// The text of a parameter of a topic.
template <class T, class... Shapes>
std::string topic_parameter(const T& value, const Shapes&... shapes) {
  if constexpr (json::detail::kind_of<T> == json::detail::Kind::text) {
    return std::string(value);
  } else {
    std::string text;
    json::Writer out{json::Destination(text)};
    json::write(out, value, shapes...);
    return out.finish() ? unquoted(std::move(text)) : std::string();
  }
}

template <auto Read, class T, class... Errors>
Call<T, Errors...> Message::call(std::shared_ptr<detail::Caller> caller, const SendOptions& options,
                                 detail::Reply reply, bool repeats) {
  CallOptions all{.timeout = options.timeout, .stop = options.stop};
  return {std::move(caller), take(reply, repeats), std::move(all), decode<Read, T, Errors...>};
}

}  // namespace VGEN_API

}  // namespace vgen::client::codegen
