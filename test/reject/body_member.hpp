#pragma once

#include "include/prelude.hpp"

#include <vgen/types.hpp>

namespace todo {

struct ReplaceTodo {
  std::int64_t id{};
  Todo todo;
};

struct SendPhoto {
  std::int64_t id{};
  vgen::File photo;
};

APIFunctionSessionless<ReplaceTodo, Todo> replace_todo;
APIFunctionSessionless<ReplaceTodo, Todo> send_todo;
APIFunctionSessionless<SendPhoto, Todo> send_photo;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/todos/{id}", .func = replace_todo, .body = &ReplaceTodo::todo},
    {.method = Method::put,
     .path = "/todos/{id}",
     .func = send_todo,
     .body = &ReplaceTodo::todo,
     .form = true},
    {.method = Method::put, .path = "/photos/{id}", .func = send_photo, .body = &SendPhoto::photo},
};

}  // namespace todo
