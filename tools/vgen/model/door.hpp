#pragma once

#include "tools/vgen/model/http_route.hpp"

#include <utility>
#include <variant>

namespace vgen::tool::model {

/// A way by which calls reach a function. A function may have several doors of several kinds.
///
/// To add a kind, add one alternative here. All code for doors uses `std::visit` with an overload
/// for each kind and none for "all others", so that the compiler reports every place that needs the
/// new kind.
using Door = std::variant<HttpRoute>;

/// The part that doors of every kind have.
inline const DoorBase& base(const Door& door) {
  return *std::visit([](const DoorBase& known) { return &known; }, door);
}
inline DoorBase& base(Door& door) {
  return std::visit([](DoorBase& known) -> DoorBase& { return known; }, door);
}

/// Calls `visitor` with each of `doors`, as the type of its kind.
template <class Doors, class Visitor>
void for_each_door(Doors&& doors, Visitor&& visitor) {
  for (auto& door : doors) std::visit(visitor, door);
}

}  // namespace vgen::tool::model
