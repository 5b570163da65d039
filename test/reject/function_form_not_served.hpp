#pragma once

#include "include/prelude.hpp"

namespace todo {

vgen::APISubscriptionSessionless<GetTodo, Todo, Services> watch_todo;

}  // namespace todo
