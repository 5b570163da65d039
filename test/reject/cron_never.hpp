#pragma once

#include "include/prelude.hpp"

namespace todo {

vgen::ScheduledTask<void, Services> purge;

inline constexpr vgen::Schedule jobs[] = {
    {.name = "february", .cron = "0 3 30 feb *", .func = purge},
    {.name = "short_months", .cron = "0 3 31 4,6,9,11 *", .func = purge},
    {.name = "leap_years", .cron = "0 3 29 2 *", .func = purge},
    {.name = "or_mondays", .cron = "0 3 30 2 mon", .func = purge},
};

}  // namespace todo
