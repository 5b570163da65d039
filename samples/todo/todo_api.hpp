#pragma once

#include <vgen/api.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace todo {

struct Services;  // made for each call; defined in services.hpp

template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;

/// The number of a todo.
/// @minimum 1
using TodoId = std::int64_t;

/// A word for finding todos.
/// @minLength 1 @maxLength 20
using Label = std::string;

/// How urgent a todo is.
enum class Priority { low, normal, high };

/// Something to do.
struct Todo {
  TodoId id{};
  std::string title;                              ///< What to do. @minLength 1 @maxLength 200
  Priority priority = Priority::normal;           ///< How urgent it is.
  std::vector<Label> labels = {};                 ///< @maxItems 8
  std::optional<std::chrono::sys_seconds> due{};  ///< When it has to be done.
  bool done = false;                              ///< Whether it is done.
};

/// One page of a list.
template <class T>
struct Page {
  std::vector<T> items;
  std::uint32_t total{};  ///< How many there are on all pages.
};

/// No todo has this number.
struct NotFound {
  static constexpr int status = 404;
  TodoId id{};
};

struct ListTodos {
  std::optional<bool> done{};    ///< Only todos that are done, or only todos that are not.
  std::optional<Label> label{};  ///< Only todos with this label.
  std::uint32_t limit = 50;      ///< @minimum 1 @maximum 100
  std::uint32_t offset = 0;      ///< How many todos to skip at the start.
};

struct CreateTodo {
  std::string title;  ///< What to do. @minLength 1 @maxLength 200 @example "Water the plants"
  Priority priority = Priority::normal;           ///< How urgent it is.
  std::vector<Label> labels = {};                 ///< @maxItems 8
  std::optional<std::chrono::sys_seconds> due{};  ///< When it has to be done.
};

struct GetTodo {
  TodoId id{};
};

/// A member that is left out does not change.
struct UpdateTodo {
  TodoId id{};
  std::optional<std::string> title{};  ///< What to do. @minLength 1 @maxLength 200
  std::optional<Priority> priority{};
  std::optional<bool> done{};
};

struct DeleteTodo {
  TodoId id{};
};

/// The todos, oldest first.
APIFunctionSessionless<ListTodos, Page<Todo>> list_todos;

/// Adds a todo.
APIFunctionSessionless<CreateTodo, Todo> create_todo;

/// One todo.
APIFunctionSessionless<GetTodo, vgen::Result<Todo, NotFound>> get_todo;

/// Changes a todo, for example marks it as done.
APIFunctionSessionless<UpdateTodo, vgen::Result<Todo, NotFound>> update_todo;

/// Removes a todo.
APIFunctionSessionless<DeleteTodo, vgen::Result<void, NotFound>> delete_todo;

/// Removes what is done. Runs every night.
vgen::ScheduledTask<void, Services> purge_done;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::get, .path = "/todos", .func = list_todos, .tags = {"todos"}},
    {.method = vgen::Method::post,
     .path = "/todos",
     .func = create_todo,
     .status = 201,
     .tags = {"todos"}},
    {.method = vgen::Method::get, .path = "/todos/{id}", .func = get_todo, .tags = {"todos"}},
    {.method = vgen::Method::patch, .path = "/todos/{id}", .func = update_todo, .tags = {"todos"}},
    {.method = vgen::Method::del, .path = "/todos/{id}", .func = delete_todo, .tags = {"todos"}},
};

inline constexpr vgen::Schedule jobs[] = {
    {.name = "purge", .cron = "0 3 * * *", .func = purge_done},
};

}  // namespace todo
