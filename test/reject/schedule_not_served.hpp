#pragma once

#include "include/prelude.hpp"

namespace todo {

vgen::ScheduledTask<void, Services> purge;

inline constexpr vgen::Schedule jobs[] = {{.name = "purge", .cron = "0 3 * * *", .func = purge}};

}  // namespace todo
