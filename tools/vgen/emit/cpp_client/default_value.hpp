#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <optional>
#include <string>

namespace vgen::tool::emit {

/// The default of a member as C++ text: `Priority::normal`, `{}`. None if it has no default, if
/// vgen does not know the value, or if C++ has no short text for it. Types are qualified.
std::optional<std::string> default_text(const model::ApiModel& api, const model::Field& field);

}  // namespace vgen::tool::emit
