#pragma once

#include "include/prelude.hpp"

namespace todo {

vgen::APISubscriptionSessionless<GetTodo, Todo, Services> watch_todo;
vgen::APISubscriptionSessionless<GetTodo, Todo, Services> unused;

inline constexpr vgen::HttpRoute http[] = {{.path = "/todos/{id}/watch", .func = watch_todo}};

inline constexpr vgen::ChannelRoute live{
    .name = "live", .path = "/live", .routes = {{.value = "watch", .func = watch_todo}}};

}  // namespace todo
