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
    .name = "live", .path = "/live", .routes = {{.value = "get", .func = get_todo}}};
inline constexpr vgen::ChannelRoute again{
    .name = "live", .path = "/again", .routes = {{.value = "get", .func = get_todo}}};
inline constexpr vgen::ChannelRoute nameless{
    .path = "/nameless", .routes = {{.value = "get", .func = get_todo}}};
inline constexpr vgen::ChannelRoute incomplete{
    .name = "incomplete", .path = "/incomplete", .routes = {{.value = "get"}, {.func = get_todo}}};
inline constexpr vgen::ChannelRoute elsewhere{
    .name = "elsewhere", .path = "/live", .routes = {{.value = "get", .func = get_todo}}};

}  // namespace todo
