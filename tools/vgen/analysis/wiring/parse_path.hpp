#pragma once

#include "tools/vgen/analysis/wiring/path_segment.hpp"
#include "tools/vgen/analysis/wiring/written_http.hpp"
#include "tools/vgen/analysis/workspace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::analysis {

/// `{id}` of a path, or `{path...}`.
struct PathParameter {
  std::string name;
  SourceRange range;     ///< The range of the name inside the string literal.
  bool is_rest = false;  ///< Whether it takes the rest of the path.

  bool operator==(const PathParameter&) const = default;
};

/// The parts of a path.
struct ParsedPath {
  std::string text;                   ///< `/todos/{id}`
  std::vector<PathSegment> segments;  ///< Routes with the same segments are the same.
  std::vector<PathParameter> parameters;
  std::string first_segment;  ///< The first segment without a parameter; may be empty.

  bool operator==(const ParsedPath&) const = default;
};

/// Splits the path of a route, with its group's prefix. Reports syntax errors and then returns
/// nothing.
std::optional<ParsedPath> parse_path(Workspace& workspace, const WrittenHttpRoute& route);

}  // namespace vgen::tool::analysis
