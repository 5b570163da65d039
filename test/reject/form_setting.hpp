#pragma once

#include "include/prelude.hpp"

#include <vgen/types.hpp>

namespace todo {

struct Place {
  std::string city;
};
struct Move {
  std::int64_t id{};
  Place to;
};
struct Sort {
  std::vector<Place> order;
};
struct Send {
  vgen::File letter{};
};
struct Clear {
  vgen::Nullable<std::string> note;
};

APIFunctionSessionless<GetTodo, Todo> get_todo;
APIFunctionSessionless<Move, Todo> move_todo;
APIFunctionSessionless<Sort, Todo> sort_todos;
APIFunctionSessionless<Send, Todo> send_letter;
APIFunctionSessionless<Clear, Todo> clear_note;
APIFunctionSessionless<std::string, Todo> say;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/todos/{id}", .func = get_todo, .form = true},
    {.method = Method::put, .path = "/todos/{id}/place", .func = move_todo, .form = true},
    {.method = Method::post, .path = "/sort", .func = sort_todos, .form = true},
    {.method = Method::post, .path = "/letters", .func = send_letter, .form = true},
    {.method = Method::post, .path = "/clear", .func = clear_note, .form = true},
    {.method = Method::post, .path = "/say", .func = say, .form = true},
};

}  // namespace todo
