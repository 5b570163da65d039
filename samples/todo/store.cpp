#include "store.hpp"

#include <utility>

namespace todo {

Todo Store::add(Todo todo) {
  const std::lock_guard lock(mutex_);
  todo.id = next_++;
  return todos_[todo.id] = std::move(todo);
}

std::optional<Todo> Store::find(TodoId id) const {
  const std::lock_guard lock(mutex_);
  const auto found = todos_.find(id);
  return found == todos_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Todo> Store::change(TodoId id, const std::function<void(Todo&)>& change) {
  const std::lock_guard lock(mutex_);
  const auto found = todos_.find(id);
  if (found == todos_.end()) return std::nullopt;
  change(found->second);
  return found->second;
}

bool Store::remove(TodoId id) {
  const std::lock_guard lock(mutex_);
  return todos_.erase(id) != 0;
}

void Store::remove_done() {
  const std::lock_guard lock(mutex_);
  std::erase_if(todos_, [](const auto& entry) { return entry.second.done; });
}

Page<Todo> Store::list(const std::function<bool(const Todo&)>& wanted, std::uint32_t offset,
                       std::uint32_t limit) const {
  const std::lock_guard lock(mutex_);
  Page<Todo> page;
  for (const auto& [id, todo] : todos_) {
    if (!wanted(todo)) continue;
    if (page.total >= offset && page.items.size() < limit) page.items.push_back(todo);
    ++page.total;
  }
  return page;
}

}  // namespace todo
