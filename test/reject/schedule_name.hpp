#pragma once

#include "include/prelude.hpp"

namespace todo {

vgen::ScheduledTask<void, Services> purge;

inline constexpr vgen::Schedule jobs[] = {
    {.name = "nightly purge", .cron = "0 3 * * *", .func = purge},
    {.name = "", .cron = "0 3 * * *", .func = purge},
    {.name = "export", .cron = "0 3 * * *", .func = purge},
    {.cron = "0 3 * * *", .func = purge},
    {.name = "no_times", .func = purge},
    {.name = "no_function", .cron = "0 3 * * *"},
    {.name = "overlap", .cron = "0 3 * * *", .func = purge, .overlap = vgen::Overlap(7)},
    {.name = "missed", .cron = "0 3 * * *", .func = purge, .missed = vgen::Missed(7)},
};

}  // namespace todo
