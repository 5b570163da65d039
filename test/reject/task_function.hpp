#pragma once

#include "include/prelude.hpp"

#include <vgen/api.hpp>

namespace todo {

struct Gone {
  static constexpr int status = 410;
};

vgen::ScheduledTask<int, Services> counts;
vgen::ScheduledTask<vgen::Task<Todo>, Services> finds;
vgen::ScheduledTask<vgen::Result<void, Gone>, Services> fails;
APIFunctionSessionless<GetTodo, void> has_input;
APIFunctionSessionless<void, Todo> has_output;
APIFunction<void, void> has_session;
vgen::APISubscriptionSessionless<void, Todo, Services> subscription;
void plain(Services& services);
APIFunctionSessionless<void, void> good;

inline constexpr vgen::Schedule jobs[] = {
    {.name = "has_input", .cron = "0 3 * * *", .func = has_input},
    {.name = "has_output", .cron = "0 3 * * *", .func = has_output},
    {.name = "has_session", .cron = "0 3 * * *", .func = has_session},
    {.name = "subscription", .cron = "0 3 * * *", .func = subscription},
    {.name = "plain", .cron = "0 3 * * *", .func = plain},
    {.name = "good", .cron = "0 3 * * *", .func = good},
};

}  // namespace todo
