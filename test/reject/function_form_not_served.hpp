#pragma once

#include "include/prelude.hpp"

namespace todo {

vgen::ScheduledTask<void, Services> purge;

}  // namespace todo
