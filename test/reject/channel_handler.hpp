#pragma once

#include "include/prelude.hpp"

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;
template <class In, class Out = void>
using ChannelMessage = vgen::ChannelMessage<In, Out, Services, Session>;
template <class Out = void, class Opening = void>
using ChannelConnection = vgen::ChannelConnection<Out, Opening, Services, Session>;
template <class Out = void>
using ChannelDisconnection = vgen::ChannelDisconnection<Out, Services, Session>;

ChannelConnection<Todo> opened;
ChannelDisconnection<Todo> closed;
ChannelMessage<GetTodo, Todo> changed;
struct Gone {
  static constexpr int status = 410;
};
ChannelMessage<GetTodo, vgen::Result<Todo, Gone>> answered;

inline constexpr vgen::ChannelRoute live{
    .name = "live",
    .path = "/live",
    .on_connect = changed,
    .on_disconnect = opened,
    .on_message = closed,
    .on_binary = changed,
    .routes = {{.value = "open", .func = opened}, {.value = "answer", .func = answered}}};

}  // namespace todo
