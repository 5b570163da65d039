#pragma once

#include "tools/vgen/model/api_model.hpp"

namespace vgen::tool::test {

/// Every type in one struct, `Everything`, whose members are called after what they hold; `send`
/// takes and gives it.
model::ApiModel types_model();

}  // namespace vgen::tool::test
