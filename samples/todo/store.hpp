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
  /// Adds a todo under the next number, which is put into it.
  Todo add(Todo todo);

  [[nodiscard]] std::optional<Todo> find(TodoId id) const;

  /// Changes a todo in place; nothing if there is none of this number.
  std::optional<Todo> change(TodoId id, const std::function<void(Todo&)>& change);

  /// Whether there was one to remove.
  bool remove(TodoId id);

  /// Those that `wanted` accepts, oldest first: at most `limit` behind the first `offset`, and how
  /// many there are in all.
  [[nodiscard]] Page<Todo> list(const std::function<bool(const Todo&)>& wanted,
                                std::uint32_t offset, std::uint32_t limit) const;

 private:
  mutable std::mutex mutex_;
  std::map<TodoId, Todo> todos_;
  TodoId next_ = 1;
};

}  // namespace todo
