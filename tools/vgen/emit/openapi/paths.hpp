#pragma once

#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/model/api_model.hpp"
#include "tools/vgen/model/http_route.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace vgen::tool::emit {

/// Collects the operations by path and method.
///
/// OpenAPI has no parameter that takes the rest of a path. `/raw/{path...}` is listed as
/// `/raw/{path}`, and its parameter has `x-rest`. If another operation has that path already, only
/// the extension `x-rest-paths` can list it, under its own path.
class OpenApiPaths {
 public:
  explicit OpenApiPaths(const model::ApiModel& api);

  void add(const model::HttpRoute& route, Json operation);
  /// Sets `paths` and, if it is needed, `x-rest-paths`.
  void print(Json& document) const;

 private:
  [[nodiscard]] bool is_free(const model::HttpRoute& route, const std::string& key) const;

  std::map<std::string, std::string> keys_;  ///< The path of each shape, `/raw/{}`.
  std::set<std::pair<std::string, model::HttpMethod>> taken_;
  bool knows_query_;  ///< OpenAPI 3.1 does not know the method QUERY.
  Json paths_ = Json::object();
  Json rest_paths_ = Json::object();
};

}  // namespace vgen::tool::emit
