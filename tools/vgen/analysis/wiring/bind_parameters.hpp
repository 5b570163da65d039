#pragma once

#include "tools/vgen/analysis/wiring/parse_path.hpp"
#include "tools/vgen/analysis/workspace.hpp"

#include <vector>

namespace vgen::tool::analysis {

/// The places from which the parts of an operation's input are read.
struct BoundInput {
  std::vector<model::Binding> bindings;
  model::BodyUse body = model::BodyUse::none;
  bool body_required = false;

  bool operator==(const BoundInput&) const = default;
};

/// Gives each member of a function's input its place: the path if it is named there; the place that
/// .query, .headers or .cookies list; otherwise the query for GET and DELETE and the body for other
/// methods. Reports bindings that are not possible.
BoundInput bind_parameters(Workspace& workspace, const WrittenHttpRoute& route,
                           const ParsedPath& path, const model::Function& function);

}  // namespace vgen::tool::analysis
