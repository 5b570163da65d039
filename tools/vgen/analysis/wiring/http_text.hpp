#pragma once

#include "tools/vgen/analysis/wiring/written_http.hpp"

#include <string>

namespace vgen::tool::analysis {

/// `POST /todos/{id}`, as messages name a route; its C++ function where the path is missing.
std::string route_phrase(const WrittenHttpRoute& route);

/// The path with its group's prefix: `/api` and `/todos/{id}` → `/api/todos/{id}`.
std::string path_text(const WrittenHttpRoute& route);

}  // namespace vgen::tool::analysis
