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

/// Permissions as written: alternatives, and their permissions.
struct WrittenRequirement {
  std::vector<Written<std::vector<Written<frontend::FunctionValue>>>> alternatives{};
  SourceRange range{};

  bool operator==(const WrittenRequirement&) const = default;
};

/// The settings for a `model::DoorPolicy`, of a door or of a group of doors.
struct WrittenPolicy {
  std::optional<Written<bool>> auth{};
  std::vector<std::string> tags{};
  std::uint64_t body_limit = 0;
  unsigned timeout = 0;
  std::vector<WrittenRequirement> permissions{};               ///< Each has to be met.
  std::vector<Written<frontend::FunctionValue>> middleware{};  ///< The outermost first.

  /// Copies from a group the settings that are not given here. Permissions and middleware of the
  /// group come before those that are.
  void inherit(const WrittenPolicy& group);

  bool operator==(const WrittenPolicy&) const = default;
};

/// The settings of every door.
struct WrittenDoorBase : WrittenPolicy {
  SourceRange range{};  ///< The range of the whole initialiser.
  std::optional<Written<frontend::FunctionValue>> func{};
  std::optional<Written<std::string>> name{};
  std::optional<Written<bool>> blocking{};
  /// False after a fault. A setting that seems to be missing may then exist, but be unreadable.
  bool is_readable = true;

  bool operator==(const WrittenDoorBase&) const = default;
};

}  // namespace vgen::tool::analysis
