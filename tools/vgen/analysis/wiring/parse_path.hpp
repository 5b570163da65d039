#pragma once

#include "tools/vgen/analysis/wiring/written_http.hpp"
#include "tools/vgen/analysis/workspace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::analysis {

/// `{id}` of a path.
struct PathParameter {
  std::string name;
  SourceRange range;  ///< Of the name inside of the string literal.

  bool operator==(const PathParameter&) const = default;
};

/// A path taken apart.
struct ParsedPath {
  std::string text;   ///< `/todos/{id}`
  std::string shape;  ///< `/todos/{}`: what tells routes apart.
  std::vector<PathParameter> parameters;
  std::string first_segment;  ///< The first one that is no parameter; may be empty.

  bool operator==(const ParsedPath&) const = default;
};

/// Takes the path of a route apart, with its group's prefix. Reports what is not well formed;
/// nothing then.
std::optional<ParsedPath> parse_path(Workspace& workspace, const WrittenHttpRoute& route);

}  // namespace vgen::tool::analysis
