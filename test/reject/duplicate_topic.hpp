#pragma once

#include "include/prelude.hpp"

#include <variant>

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;
inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

template <class In, class Out = void>
using ChannelMessage = vgen::ChannelMessage<In, Out, Services, Session>;
ChannelMessage<Todo> on_message;
inline constexpr vgen::Topic<Todo> one{.name = "todos"};
inline constexpr vgen::Topic<Todo> same{.name = "todos"};
inline constexpr vgen::Topic<Todo, std::string> any{.name = "labels/{label}"};
inline constexpr vgen::Topic<Todo> fixed{.name = "labels/home"};
inline constexpr vgen::Topic<Todo, int> number{.name = "labels/{number}"};
namespace inner {
inline constexpr vgen::Topic<Todo> one{.name = "inner"};
}

bool anybody(Services& services);
inline constexpr vgen::ChannelRoute live{
    .name = "live", .path = "/live", .on_message = on_message,
    .topics = {{.topic = one, .permission = anybody}, {.topic = one, .permission = anybody},
               {.permission = anybody}}};

}  // namespace todo
