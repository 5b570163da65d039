#pragma once

#include "tools/vgen/analysis/wiring/written_door.hpp"
#include "tools/vgen/model/security.hpp"

#include <vector>

namespace vgen::tool::analysis {

/// The schemes of `vgen::Security` as written.
struct WrittenSecurity {
  std::vector<model::SecurityScheme> schemes{};

  bool operator==(const WrittenSecurity&) const = default;
};

}  // namespace vgen::tool::analysis
