#pragma once

#include "include/prelude.hpp"

namespace todo {

vgen::ScheduledTask<void, Services> purge;

inline constexpr vgen::Schedule nightly[] = {
    {.name = "purge", .cron = "0 3 * * *", .func = purge},
};
inline constexpr vgen::Schedule weekly[] = {
    {.name = "purge", .cron = "0 4 * * sun", .func = purge},
};

}  // namespace todo
