#pragma once

#include "tools/vgen/model/function.hpp"
#include "tools/vgen/model/guards.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace vgen::tool::model {

/// The policy of a door of any kind: permissions and limits.
struct DoorPolicy {
  bool needs_session = false;
  std::vector<std::string> tags;
  std::uint64_t body_limit = 0;  ///< Bytes of the input; 0 means the configured limit.
  unsigned timeout = 0;          ///< Milliseconds; 0 means the configured limit.
  bool blocking = false;         ///< The function runs on a worker.
  Guards guards;

  bool operator==(const DoorPolicy&) const = default;
};

/// The parts of every door: a name, its function, and its policy.
struct DoorBase {
  std::string name;       ///< `get_todo`; unique.
  std::string wire_name;  ///< `getTodo`: the operation id, and the function's name in TypeScript.
  FunctionIndex function = 0;
  DoorPolicy policy;
  SourceRange location;

  bool operator==(const DoorBase&) const = default;
};

}  // namespace vgen::tool::model
