#include "services.hpp"

#include <algorithm>
#include <utility>

namespace todo {

Page<Todo> list_todos(Services& services, ListTodos in) {
  const auto wanted = [&](const Todo& todo) {
    if (in.done && todo.done != *in.done) return false;
    return !in.label || std::ranges::find(todo.labels, *in.label) != todo.labels.end();
  };
  return services.store.list(wanted, in.offset, in.limit);
}

Todo create_todo(Services& services, CreateTodo in) {
  return services.store.add({
      .title = std::move(in.title),
      .priority = in.priority,
      .labels = std::move(in.labels),
      .due = in.due,
  });
}

vgen::Result<Todo, NotFound> get_todo(Services& services, GetTodo in) {
  if (std::optional<Todo> todo = services.store.find(in.id)) return *std::move(todo);
  return NotFound{in.id};
}

vgen::Result<Todo, NotFound> update_todo(Services& services, UpdateTodo in) {
  std::optional<Todo> changed = services.store.change(in.id, [&](Todo& todo) {
    if (in.title) todo.title = *std::move(in.title);
    if (in.priority) todo.priority = *in.priority;
    if (in.done) todo.done = *in.done;
  });
  if (changed) return *std::move(changed);
  return NotFound{in.id};
}

vgen::Result<void, NotFound> delete_todo(Services& services, DeleteTodo in) {
  if (services.store.remove(in.id)) return {};
  return NotFound{in.id};
}

void purge_done(Services& services) {
  services.store.remove_done();
}

}  // namespace todo
