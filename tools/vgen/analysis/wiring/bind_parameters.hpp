#pragma once

#include "tools/vgen/analysis/wiring/parse_path.hpp"
#include "tools/vgen/analysis/workspace.hpp"

#include <vector>

namespace vgen::tool::analysis {

/// Where the parts of an operation's input are read from.
struct BoundInput {
  std::vector<model::Binding> bindings;
  model::BodyUse body = model::BodyUse::none;
  bool body_required = false;

  bool operator==(const BoundInput&) const = default;
};

/// Gives each member of a function's input its place: named in the path; listed in .query, .headers
/// or .cookies; else the query for GET and DELETE and the body for the others. Reports what cannot
/// be bound.
BoundInput bind_parameters(Workspace& workspace, const WrittenHttpRoute& route,
                           const ParsedPath& path, const model::Function& function);

}  // namespace vgen::tool::analysis
