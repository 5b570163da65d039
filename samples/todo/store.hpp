#pragma once

#include "todo_api.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <optional>

namespace todo {

/// The todos, in memory. Every function may be called from any thread.
class Store {
 public:
  /// Adds a todo and gives it the next number.
  Todo add(Todo todo);

  [[nodiscard]] std::optional<Todo> find(TodoId id) const;

  /// Changes the todo with this number in place. Returns nothing if there is none.
  std::optional<Todo> change(TodoId id, const std::function<void(Todo&)>& change);

  /// Removes the todo with this number. Returns whether there was one.
  bool remove(TodoId id);

  /// Removes the todos that are done.
  void remove_done();

  /// The todos that `wanted` accepts, oldest first. Skips `offset` of them and returns at most
  /// `limit`, and how many there are in all.
  [[nodiscard]] Page<Todo> list(const std::function<bool(const Todo&)>& wanted,
                                std::uint32_t offset, std::uint32_t limit) const;

 private:
  mutable std::mutex mutex_;
  std::map<TodoId, Todo> todos_;
  TodoId next_ = 1;
};

}  // namespace todo
