#pragma once

#include "include/prelude.hpp"

#include <variant>

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;
inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

struct Added {
  Todo todo;
};
struct Removed {
  std::int64_t id{};
};
using Event = std::variant<Added, Removed>;

inline constexpr vgen::Topic<void> nothing{.name = "nothing"};
inline constexpr vgen::Topic<std::variant<Added, Removed>> unnamed{.name = "unnamed"};
inline constexpr vgen::Topic<std::vector<std::variant<Added, Removed>>> inside{.name = "inside"};
inline constexpr vgen::Topic<std::optional<Todo>> optional{.name = "optional"};
inline constexpr vgen::Topic<Event> good{.name = "good"};

}  // namespace todo
