#pragma once

#include "include/prelude.hpp"

namespace todo {

RPC<bool(int)> set_priority;

}  // namespace todo
