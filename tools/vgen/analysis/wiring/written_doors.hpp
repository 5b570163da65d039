#pragma once

#include "tools/vgen/analysis/wiring/written_http.hpp"

#include <variant>

namespace vgen::tool::analysis {

/// A door as written. One alternative for each alternative of `model::Door`.
using WrittenDoor = std::variant<WrittenHttpRoute>;

/// The settings of every door.
inline const WrittenDoorBase& base(const WrittenDoor& door) {
  return *std::visit([](const auto& known) -> const WrittenDoorBase* { return &known; }, door);
}

}  // namespace vgen::tool::analysis
