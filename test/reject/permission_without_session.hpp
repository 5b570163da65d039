#pragma once

#include "include/prelude.hpp"

namespace todo {

template <class In, class Out = void>
using ChannelMessage = vgen::ChannelMessage<In, Out, Services, Session>;
template <class In, class Out>
using APIFunctionOptionalSession = vgen::APIFunctionOptionalSession<In, Out, Services, Session>;

bool is_member(Services&, const Session&);

APIFunctionSessionless<GetTodo, Todo> get_todo;
APIFunctionOptionalSession<GetTodo, Todo> find_todo;
ChannelMessage<Todo> on_message;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/todos/{id}", .func = get_todo, .permissions = {{is_member}}},
    {.path = "/found/{id}", .func = find_todo, .permissions = {{is_member}}},
    {.path = "/good/{id}", .func = get_todo, .name = "good", .auth = true,
     .permissions = {{is_member}}},
};
inline constexpr vgen::HttpGroup group{
    .prefix = "/group",
    .permissions = {{is_member}},
    .routes = {{.path = "/{id}", .func = get_todo, .name = "grouped"}}};
inline constexpr vgen::ChannelRoute live{
    .name = "live",
    .path = "/live",
    .permissions = {{is_member}},
    .on_message = on_message,
    .routes = {{.value = "get", .func = get_todo, .permissions = {{is_member}}}}};

}  // namespace todo
