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

inline constexpr vgen::ChannelRoute live{
    .name = "live", .path = "/live/{room}", .routes = {{.value = "get", .func = get_todo}}};

}  // namespace todo
