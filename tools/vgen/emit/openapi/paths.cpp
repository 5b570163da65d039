#include "tools/vgen/emit/openapi/paths.hpp"

#include "tools/vgen/emit/openapi/stream.hpp"
#include "tools/vgen/model/http_methods.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace vgen::tool::emit {
namespace {

/// `/raw/{path...}` -> `/raw/{path}`
std::string openapi_path(const model::HttpRoute& route) {
  std::string path = route.path;
  if (model::takes_rest(route)) path.replace(path.size() - 4, 4, "}");
  return path;
}

/// `/raw/{path}` -> `/raw/{}`. For OpenAPI, paths of the same shape are the same.
std::string shape_of(std::string_view path) {
  std::string shape;
  bool is_name = false;
  for (const char c : path) {
    if (c == '}') is_name = false;
    if (!is_name) shape += c;
    if (c == '{') is_name = true;
  }
  return shape;
}

}  // namespace

OpenApiPaths::OpenApiPaths(const model::ApiModel& api)
    : knows_query_(openapi_version(api) != "3.1") {
  model::for_each_door(api.doors, [&](const model::HttpRoute& route) {
    if (model::takes_rest(route)) return;
    keys_.emplace(shape_of(route.path), route.path);
    taken_.emplace(route.path, route.method);
  });
}

bool OpenApiPaths::is_free(const model::HttpRoute& route, const std::string& key) const {
  const auto known = keys_.find(shape_of(key));
  return (known == keys_.end() || known->second == key) && !taken_.contains({key, route.method});
}

void OpenApiPaths::add(const model::HttpRoute& route, Json operation) {
  const std::string key = openapi_path(route);
  const bool is_listed = !model::takes_rest(route) || is_free(route, key);
  const bool is_extension = route.method == model::HttpMethod::query && !knows_query_;
  const std::string method = (is_extension ? "x-" : "") + std::string(names_of(route.method).key);
  (is_listed ? paths_[key] : rest_paths_[route.path])[method] = std::move(operation);
}

void OpenApiPaths::print(Json& document) const {
  document["paths"] = paths_;
  if (!rest_paths_.empty()) document["x-rest-paths"] = rest_paths_;
}

}  // namespace vgen::tool::emit
