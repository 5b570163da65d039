#pragma once

#include "tools/vgen/model/function.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace vgen::tool::model {

/// What holds at a door, whichever its kind: who passes, and within which limits.
struct DoorPolicy {
  bool needs_session = false;
  std::vector<std::string> tags;
  std::uint64_t body_limit = 0;  ///< Bytes of the input; 0: the configured limit.
  unsigned timeout = 0;          ///< Milliseconds; 0: the configured limit.

  bool operator==(const DoorPolicy&) const = default;
};

/// What every door has: a name, the function that it leads to, and its policy.
struct DoorBase {
  std::string name;       ///< `get_todo`; unique.
  std::string wire_name;  ///< `getTodo`: the operation id, and the function's name in TypeScript.
  FunctionIndex function = 0;
  DoorPolicy policy;
  SourceRange location;

  bool operator==(const DoorBase&) const = default;
};

}  // namespace vgen::tool::model
