#pragma once

#include "tools/vgen/frontend/declared_api.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::analysis {

/// A setting and its place in the source.
template <class T>
struct Written {
  T value{};
  SourceRange range;

  bool operator==(const Written&) const = default;
};

/// The settings that decide on a `model::DoorPolicy`: of a door, or of a group of doors.
struct WrittenPolicy {
  std::optional<Written<bool>> auth{};
  std::vector<std::string> tags{};
  std::uint64_t body_limit = 0;
  unsigned timeout = 0;

  /// Takes from a group what is not given here.
  void inherit(const WrittenPolicy& group);

  bool operator==(const WrittenPolicy&) const = default;
};

/// What is written for every door.
struct WrittenDoorBase : WrittenPolicy {
  SourceRange range{};  ///< Of the whole initialiser.
  std::optional<Written<frontend::FunctionValue>> func{};
  std::optional<Written<std::string>> name{};
  /// False after a fault: a setting that seems to be missing may be there, but unreadable.
  bool is_readable = true;

  bool operator==(const WrittenDoorBase&) const = default;
};

}  // namespace vgen::tool::analysis
