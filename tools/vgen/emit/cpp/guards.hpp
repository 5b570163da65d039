#pragma once

#include "tools/vgen/model/guards.hpp"

#include <string>
#include <vector>

namespace vgen::tool::emit {

/// The members of an endpoint for what surrounds its function: `.permissions = …` and
/// `.middleware = …`. Empty if there is nothing.
std::vector<std::string> guard_members(const model::Guards& guards);

/// Whether a permission is a coroutine.
bool has_task(const model::Guards& guards);

}  // namespace vgen::tool::emit
