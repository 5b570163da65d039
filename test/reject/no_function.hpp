#pragma once

#include "include/prelude.hpp"

namespace todo {

struct Unused {};

}  // namespace todo
