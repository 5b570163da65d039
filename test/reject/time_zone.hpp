#pragma once

#include "include/prelude.hpp"

namespace todo {

vgen::ScheduledTask<void, Services> purge;

inline constexpr vgen::Schedule jobs[] = {
    {.name = "misspelt", .cron = "0 3 * * *", .func = purge, .zone = "Europe/Berln"},
    {.name = "path", .cron = "0 3 * * *", .func = purge, .zone = "../../../etc/passwd"},
    {.name = "good", .cron = "0 3 * * *", .func = purge, .zone = "America/New_York"},
};

}  // namespace todo
