#pragma once

#include "include/prelude.hpp"

namespace todo {

struct WatchTodo {
  std::int64_t id{};
  std::optional<std::string> after{};
};

vgen::APISubscriptionSessionless<WatchTodo, Todo, Services> watch_todo;
vgen::APISubscriptionSessionless<GetTodo, Todo, Services> unused;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/todos/{id}/watch", .func = watch_todo, .status = 201, .timeout = 5000},
    {.path = "/todos/{id}/after",
     .func = watch_todo,
     .name = "watch_after",
     .status = 200,
     .headers = {{"Last-Event-Id", &WatchTodo::after}}},
};

inline constexpr vgen::ChannelRoute live{
    .name = "live", .path = "/live", .routes = {{.value = "watch", .func = watch_todo}}};

}  // namespace todo
