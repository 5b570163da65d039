#include "tools/vgen/emit/openapi/openapi.hpp"

#include "tools/vgen/emit/document_head.hpp"
#include "tools/vgen/emit/openapi/components.hpp"
#include "tools/vgen/emit/openapi/operation.hpp"
#include "tools/vgen/emit/openapi/paths.hpp"
#include "tools/vgen/emit/openapi/security.hpp"
#include "tools/vgen/emit/openapi/stream.hpp"
#include "tools/vgen/emit/schema/ascii_names.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace vgen::tool::emit {
namespace {

Json license(const model::ApiInformation& api) {
  const model::License known = license_of(api);
  Json json = Json::object();
  json["name"] = known.name;
  put(json, "identifier", known.identifier);
  put(json, "url", known.url);
  return json;
}

Json servers(const model::ApiInformation& api) {
  if (api.servers.empty())
    return Json::array({{{"url", "/"}, {"description", "The server that serves this document."}}});
  Json list = Json::array();
  for (const model::Server& server : api.servers) {
    Json& row = list.emplace_back(Json::object());
    row["url"] = server.url;
    put(row, "description", server.description);
  }
  return list;
}

Json information(const model::ApiInformation& api) {
  Json info = document_head(api, "operations");
  info["license"] = license(api);
  return info;
}

Json tags(const model::ApiModel& api) {
  std::set<std::string> names;
  model::for_each_door(api.doors, [&](const model::HttpRoute& operation) {
    for (std::string& name : openapi_tags(api, operation)) names.insert(std::move(name));
  });
  Json list = Json::array();
  for (const std::string& name : names) {
    const auto described =
        std::ranges::find(api.information.tags, name, &model::TagDescription::name);
    const bool is_described = described != api.information.tags.end();
    list.push_back({{"name", name},
                    {"description",
                     is_described ? described->description : "The operations of " + name + "."}});
  }
  return list;
}

std::vector<GeneratedFile> print_openapi(const model::ApiModel& api, const EmitOptions& options) {
  OpenApiComponents components(api, options.problem_form);
  OpenApiPaths paths(api);
  model::for_each_door(api.doors, [&](const model::HttpRoute& operation) {
    paths.add(operation, openapi_operation(api, operation, components));
  });

  Json document = Json::object();
  const std::string version = openapi_version(api);
  document["openapi"] = version + (version == "3.1" ? ".1" : ".0");
  document["info"] = information(api.information);
  document["servers"] = servers(api.information);
  // Each operation that needs a session says so: by its schemes if they are declared, and by a
  // response 401.
  document["security"] = Json::array();
  if (Json list = tags(api); !list.empty()) document["tags"] = std::move(list);
  paths.print(document);
  Json printed = components.print();
  if (Json schemes = openapi_security_schemes(api); !schemes.empty())
    printed["securitySchemes"] = std::move(schemes);
  if (!printed.empty()) document["components"] = std::move(printed);
  return {{.path = "openapi.json", .text = print_json(document)}};
}

}  // namespace

std::vector<GeneratedFile> emit_openapi(const model::ApiModel& api, const EmitOptions& options) {
  return print_openapi(with_ascii_names(api).value_or(api), options);
}

}  // namespace vgen::tool::emit
