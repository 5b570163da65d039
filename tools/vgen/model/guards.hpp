#pragma once

#include <string>
#include <vector>

namespace vgen::tool::model {

/// A function that says whether the session allows a call.
struct Permission {
  std::string cpp;           ///< `todo::is_member`
  bool is_task = false;      ///< A coroutine.
  bool reads_input = false;  ///< It is asked after the input is read.

  bool operator==(const Permission&) const = default;
};

/// Alternatives, of which one has to allow the call. All permissions of an alternative have to.
using Requirement = std::vector<std::vector<Permission>>;

/// What surrounds a function.
struct Guards {
  std::vector<Requirement> permissions;  ///< Each has to be met.
  std::vector<std::string> middleware;   ///< C++ names, from the outermost to the innermost.

  bool operator==(const Guards&) const = default;
};

}  // namespace vgen::tool::model
