#pragma once

#include "tools/vgen/model/api_model.hpp"

namespace vgen::tool::test {

/// Every type in one struct, `Everything`. Its members are named after their types. It is the input
/// and the output of `send`.
model::ApiModel types_model();

}  // namespace vgen::tool::test
