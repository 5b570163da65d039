#pragma once

#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/emit/schema/names.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <vector>

namespace vgen::tool::emit {

/// Values of a type: the examples of its author, or else one that is made of the examples of its
/// members. Empty if there is none: vgen does not invent a text or a number.
std::vector<Json> examples_of(const model::ApiModel& api, model::TypeIndex type,
                              Direction direction);

}  // namespace vgen::tool::emit
