#include "tools/vgen/emit/openapi.hpp"

#include "tools/vgen/emit/openapi_components.hpp"
#include "tools/vgen/emit/openapi_operation.hpp"

#include <set>
#include <string>
#include <utility>

namespace vgen::emit {
namespace {

const char* method_name(model::HttpMethod method) {
  switch (method) {
    case model::HttpMethod::get: return "get";
    case model::HttpMethod::post: return "post";
    case model::HttpMethod::put: return "put";
    case model::HttpMethod::patch: return "patch";
    case model::HttpMethod::del: break;
  }
  return "delete";
}

/// Linters ask who answers for an API and under which licence. vgen knows neither: it says so, and invents no address.
Json information(const model::ApiInformation& api) {
  Json info = Json::object();
  info["title"] = api.title;
  info["version"] = api.version;
  info["description"] = api.description.empty() ? "The operations of " + api.title + "." : api.description;
  info["contact"]["name"] = "The authors of " + api.title;
  info["license"] = {{"name", "All rights reserved"}, {"identifier", "LicenseRef-all-rights-reserved"}};
  return info;
}

Json tags(const model::ApiModel& api) {
  std::set<std::string> names;
  for (const model::HttpOperation& operation : api.operations) {
    for (std::string& name : openapi_tags(api, operation)) names.insert(std::move(name));
  }
  Json list = Json::array();
  for (const std::string& name : names) list.push_back({{"name", name}, {"description", "The operations of " + name + "."}});
  return list;
}

}  // namespace

std::vector<GeneratedFile> emit_openapi(const model::ApiModel& api, const EmitOptions&) {
  OpenApiComponents components(api);
  Json paths = Json::object();
  for (const model::HttpOperation& operation : api.operations) {
    paths[operation.path][method_name(operation.method)] = openapi_operation(api, operation, components);
  }

  Json document = Json::object();
  document["openapi"] = "3.1.1";
  document["info"] = information(api.information);
  // The dialect of OpenAPI itself has keywords that validators of JSON Schema do not know; none of them is used.
  document["jsonSchemaDialect"] = "https://json-schema.org/draft/2020-12/schema";
  document["servers"] = Json::array({{{"url", "/"}, {"description", "The server that the document comes from."}}});
  // No scheme is declared. Operations that need a session say so by their response 401.
  document["security"] = Json::array();
  if (Json list = tags(api); !list.empty()) document["tags"] = std::move(list);
  document["paths"] = std::move(paths);
  if (Json printed = components.print(); !printed.empty()) document["components"] = std::move(printed);
  return {{.path = "openapi.json", .text = print_json(document)}};
}

}  // namespace vgen::emit
