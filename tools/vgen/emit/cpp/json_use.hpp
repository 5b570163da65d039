#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <vector>

namespace vgen::tool::emit {

/// Which structs are read from JSON and which are written as JSON, one entry for each struct. A
/// struct whose members all come from path, query, headers and cookies is neither.
struct JsonUse {
  std::vector<bool> read;
  std::vector<bool> written;
};

/// The directions that the functions and doors of an API need. The input of a function without a
/// door counts as read, because other code may call its codec.
JsonUse json_use(const model::ApiModel& api);

}  // namespace vgen::tool::emit
