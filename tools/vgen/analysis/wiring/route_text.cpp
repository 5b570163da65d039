#include "tools/vgen/analysis/wiring/route_text.hpp"

#include "tools/vgen/model/http_methods.hpp"

#include <fmt/format.h>

namespace vgen::tool::analysis {

std::string path_text(const WrittenRoute& route) {
  std::string path;
  for (const Written<frontend::StringValue>& piece : route.path) {
    if (piece.value.text != "/") path += piece.value.text;
  }
  return path.empty() && !route.path.empty() ? "/" : path;
}

std::string route_phrase(const WrittenRoute& route) {
  if (route.path.empty() && route.func) return route.func->value.name;
  return fmt::format("{} {}", names_of(route.method).word, path_text(route));
}

}  // namespace vgen::tool::analysis
