/// An API with websockets: every kind of handler, and API functions as messages.
#pragma once

#include <vgen/api.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace live {

struct Services;
struct Session {
  std::string user{};
};

template <class In, class Out>
using APIFunction = vgen::APIFunction<In, Out, Services, Session>;
template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;
template <class In, class Out = void>
using ChannelMessage = vgen::ChannelMessage<In, Out, Services, Session>;
template <class Out = void, class Opening = void>
using ChannelConnection = vgen::ChannelConnection<Out, Opening, Services, Session>;
template <class Out = void>
using ChannelDisconnection = vgen::ChannelDisconnection<Out, Services, Session>;

struct EnterRoom {
  std::string room{};                    ///< @maxLength 10
  std::optional<std::int32_t> since{};  ///< The last message that the client has seen.
};
struct Text {
  std::string text{};  ///< @maxLength 100000
};
/// @maximum 100
using Volume = std::int32_t;
struct Nothing {};
struct Refused {
  static constexpr int status = 409;
  std::string why{};
};

/// Welcomes the client.
ChannelConnection<Text, EnterRoom> on_connect;
ChannelDisconnection<Text> on_disconnect;
ChannelMessage<std::string, Text> on_message;
ChannelMessage<std::span<const std::byte>, Text> on_binary;
ChannelMessage<Text, Text> say;
ChannelMessage<Text, vgen::Task<Text>> say_later;
ChannelMessage<void, vgen::Task<void>> wait;
ChannelMessage<Text> close_with;
ChannelMessage<Text> sign_in;
ChannelMessage<Volume, Volume> set_volume;
ChannelMessage<Text> fail;
APIFunctionSessionless<Text, vgen::Result<Text, Refused>> upper;
APIFunctionSessionless<Text, std::int64_t> measure;
APIFunctionSessionless<Text, Nothing> empty;
APIFunction<void, Text> me;

inline constexpr vgen::ChannelRoute live{
    .name = "live",
    .path = "/live/{room}",
    .on_connect = on_connect,
    .on_disconnect = on_disconnect,
    .on_message = on_message,
    .on_binary = on_binary,
    .routes = {{.value = "say", .func = say},
               {.value = "sayLater", .func = say_later},
               {.value = "wait", .func = wait},
               {.value = "waitBeside", .func = wait, .concurrent = true},
               {.value = "closeWith", .func = close_with},
               {.value = "signIn", .func = sign_in},
               {.value = "fail", .func = fail},
               {.value = "upper", .func = upper},
               {.value = "measure", .func = measure},
               {.value = "empty", .func = empty},
               {.value = "setVolume", .func = set_volume},
               {.value = "me", .func = me}},
    .frame_limit = 200'000};
ChannelMessage<Text, Text> echo;
inline constexpr vgen::ChannelRoute strict{
    .name = "strict", .path = "/strict", .auth = true, .on_message = echo};

}  // namespace live
