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
inline constexpr vgen::Topic<Todo> changes{.name = "changes"};
inline constexpr vgen::ChannelRoute live{.name = "live", .path = "/live", .on_message = on_message,
                                         .topics = {{.topic = changes}}};

}  // namespace todo
