#pragma once

#include "include/prelude.hpp"

namespace todo {

int number(Services&, const Session&);
vgen::Task<int> task(Services&, const Session&);
bool no_session(Services&);
bool optional_session(Services&, const Session*);
bool changed_session(Services&, Session&);
bool copied_session(Services&, Session);
bool other_order(Services&, const Session&, const GetTodo&);
bool other_services(Session&, const Session&);
bool other_input(Services&, const Todo&, const Session&);
bool copied_input(Services&, GetTodo, const Session&);
bool more(Services&, const GetTodo&, const GetTodo&, const Session&);
bool reads_input(Services&, const GetTodo&, const Session&);
bool is_member(Services&, const Session&);
vgen::Task<bool> owns_todo(Services&, const GetTodo&, const Session&);

APIFunction<GetTodo, Todo> get_todo;
APIFunction<void, Todo> first_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/1/{id}", .func = get_todo, .name = "n1", .permissions = {{number}}},
    {.path = "/2/{id}", .func = get_todo, .name = "n2", .permissions = {{is_member, task}}},
    {.path = "/3/{id}", .func = get_todo, .name = "n3", .permissions = {{is_member}, {no_session}}},
    {.path = "/4/{id}", .func = get_todo, .name = "n4", .permissions = {{optional_session}}},
    {.path = "/5/{id}", .func = get_todo, .name = "n5", .permissions = {{changed_session}}},
    {.path = "/6/{id}", .func = get_todo, .name = "n6", .permissions = {{copied_session}}},
    {.path = "/7/{id}", .func = get_todo, .name = "n7", .permissions = {{other_order}}},
    {.path = "/8/{id}", .func = get_todo, .name = "n8", .permissions = {{other_services}}},
    {.path = "/9/{id}", .func = get_todo, .name = "n9", .permissions = {{other_input}}},
    {.path = "/10/{id}", .func = get_todo, .name = "n10", .permissions = {{copied_input}}},
    {.path = "/11/{id}", .func = get_todo, .name = "n11", .permissions = {{more}}},
    {.path = "/12/{id}", .func = get_todo, .name = "n12", .permissions = {{first_todo}}},
    {.path = "/13", .func = first_todo, .name = "n13", .permissions = {{reads_input}}},
    {.path = "/14/{id}", .func = get_todo, .name = "n14", .permissions = {{owns_todo}}},
};

// It holds for every route, so it cannot read the input of one.
inline constexpr vgen::Global global{.permissions = {{reads_input}}};

}  // namespace todo
