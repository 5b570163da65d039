#pragma once

#include "include/prelude.hpp"

namespace todo {

struct ListTodos {
  Todo like;
  std::optional<std::string> label{};
};

APIFunctionSessionless<ListTodos, Todo> list_todos;
APIFunctionSessionless<ListTodos, Todo> list_labelled;

APIFunctionSessionless<GetTodo, Todo> get_rest;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos", .func = list_todos},
    {.method = Method::post, .path = "/todos/{label}", .func = list_labelled},
    {.method = Method::get, .path = "/rest/{id...}", .func = get_rest},
};

}  // namespace todo
