#pragma once

#include "include/prelude.hpp"

namespace todo {

struct Gone {
  static constexpr int status = 410;
};

vgen::APISubscriptionSessionless<GetTodo, void, Services> nothing;
vgen::APISubscriptionSessionless<GetTodo, vgen::Task<Todo>, Services> later;
vgen::APISubscriptionSessionless<GetTodo, vgen::Result<Todo, Gone>, Services> answered;

}  // namespace todo
