#include "tools/vgen/analysis/wiring/http_text.hpp"

#include "tools/vgen/model/http_methods.hpp"

#include <fmt/format.h>

namespace vgen::tool::analysis {

std::string path_text(const WrittenHttpRoute& route) {
  std::string path;
  for (const auto& piece : {route.prefix, route.path}) {
    if (piece && piece->value.text != "/") path += piece->value.text;
  }
  return path.empty() && route.path ? "/" : path;
}

std::string route_phrase(const WrittenHttpRoute& route) {
  if (!route.path && route.func) return route.func->value.name;
  return fmt::format("{} {}", names_of(route.method).word, path_text(route));
}

}  // namespace vgen::tool::analysis
