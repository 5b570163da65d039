#pragma once

#include "include/prelude.hpp"

namespace todo {

vgen::ScheduledTask<void, Services> purge;

inline constexpr vgen::Schedule jobs[] = {
    {.name = "few", .cron = "0 3 * *", .func = purge},
    {.name = "many", .cron = "0 0 3 * * * 2026", .func = purge},
    {.name = "none", .cron = "", .func = purge},
    {.name = "daily", .cron = "@daily", .func = purge},
    {.name = "minute", .cron = "60 3 * * *", .func = purge},
    {.name = "hour", .cron = "0 24 * * *", .func = purge},
    {.name = "day", .cron = "0 3 0 * *", .func = purge},
    {.name = "month", .cron = "0 3 1 13 *", .func = purge},
    {.name = "month_name", .cron = "0 3 1 juni *", .func = purge},
    {.name = "weekday", .cron = "0 3 * * 8", .func = purge},
    {.name = "second", .cron = "99 0 3 * * *", .func = purge},
    {.name = "two", .cron = "x 3 * * y", .func = purge},
    {.name = "last", .cron = "0 3 L * *", .func = purge},
    {.name = "near", .cron = "0 3 15W * *", .func = purge},
    {.name = "second_friday", .cron = "0 3 * * fri#2", .func = purge},
    {.name = "question", .cron = "0 3 ? * mon", .func = purge},
    {.name = "backwards", .cron = "0 22-4 * * *", .func = purge},
    {.name = "step", .cron = "*/0 * * * *", .func = purge},
    {.name = "bare_step", .cron = "5/15 * * * *", .func = purge},
    {.name = "list", .cron = "0,,30 * * * *", .func = purge},
    {.name = "escaped", .cron = "0\t25 * * *", .func = purge},
};

}  // namespace todo
