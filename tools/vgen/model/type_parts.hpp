#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <vector>

namespace vgen::tool::model {

/// The types that a type is made of: items, keys, values, alternatives, what an alias stands for.
/// The members of a struct are no parts.
std::vector<TypeIndex> parts(const ApiModel& api, const Type& type);

/// Whether a type itself, without its parts, is a view of memory that something else owns: it can
/// be written, not read.
bool is_view(const Type& type);

}  // namespace vgen::tool::model
