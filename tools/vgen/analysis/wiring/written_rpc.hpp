#pragma once

#include "tools/vgen/analysis/wiring/written_door.hpp"

namespace vgen::tool::analysis {

/// An RpcRoute as written.
struct WrittenRpcRoute : WrittenDoorBase {
  std::optional<Written<bool>> idempotent{};

  bool operator==(const WrittenRpcRoute&) const = default;
};

}  // namespace vgen::tool::analysis
