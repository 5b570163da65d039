#include "tools/vgen/analysis/wiring/http_text.hpp"

#include <fmt/format.h>

namespace vgen::tool::analysis {

std::string_view method_word(model::HttpMethod method) {
  switch (method) {
    case model::HttpMethod::get: return "GET";
    case model::HttpMethod::post: return "POST";
    case model::HttpMethod::put: return "PUT";
    case model::HttpMethod::patch: return "PATCH";
    case model::HttpMethod::del: return "DELETE";
  }
  return "";
}

std::string path_text(const WrittenHttpRoute& route) {
  std::string path;
  for (const auto& piece : {route.prefix, route.path}) {
    if (piece && piece->value.text != "/") path += piece->value.text;
  }
  return path.empty() && route.path ? "/" : path;
}

std::string route_phrase(const WrittenHttpRoute& route) {
  if (!route.path && route.func) return route.func->value.name;
  return fmt::format("{} {}", method_word(route.method), path_text(route));
}

}  // namespace vgen::tool::analysis
