#include "tools/vgen/emit/document_head.hpp"

#include <fmt/format.h>

namespace vgen::tool::emit {
namespace {

Json contact(const model::ApiInformation& api) {
  const model::Contact known = api.contact.value_or(
      model::Contact{.name = "The authors of " + api.title, .url = {}, .email = {}});
  Json json = Json::object();
  put(json, "name", known.name);
  put(json, "url", known.url);
  put(json, "email", known.email);
  return json;
}

}  // namespace

Json document_head(const model::ApiInformation& api, std::string_view noun) {
  Json info = Json::object();
  info["title"] = api.title;
  info["version"] = api.version;
  info["description"] =
      api.description.empty() ? fmt::format("The {} of {}.", noun, api.title) : api.description;
  info["contact"] = contact(api);
  return info;
}

model::License license_of(const model::ApiInformation& api) {
  return api.license.value_or(
      model::License{.name = "All rights reserved", .identifier = {}, .url = {}});
}

void put(Json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

}  // namespace vgen::tool::emit
