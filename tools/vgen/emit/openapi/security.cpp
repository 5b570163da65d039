#include "tools/vgen/emit/openapi/security.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace vgen::tool::emit {
namespace {

using model::SchemeKind;
using model::SecurityScheme;

/// A name as a part of a component's key, which has only letters, digits, `.`, `-` and `_`. Names
/// of headers and cookies may have other characters.
std::string key_part(std::string_view name) {
  std::string part;
  for (const char c : name) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
    part += is_plain ? std::string(1, c) : fmt::format("_{:02X}_", static_cast<unsigned char>(c));
  }
  return part;
}

/// The key of a scheme in the document. Headers and cookies have names, which are unique for their
/// kind.
std::string key_of(const SecurityScheme& scheme) {
  switch (scheme.kind) {
    case SchemeKind::bearer_jwt:
    case SchemeKind::bearer: return "bearer";
    case SchemeKind::authorization: return "authorization." + key_part(scheme.name);
    case SchemeKind::api_key: return "header." + key_part(scheme.name);
    case SchemeKind::cookie: return "cookie." + key_part(scheme.name);
  }
  return "";
}

Json printed(const SecurityScheme& scheme) {
  switch (scheme.kind) {
    case SchemeKind::bearer_jwt:
      return {{"type", "http"},
              {"description", "A JSON web token."},
              {"scheme", "bearer"},
              {"bearerFormat", "JWT"}};
    case SchemeKind::bearer:
      return {{"type", "http"}, {"description", "A token."}, {"scheme", "bearer"}};
    case SchemeKind::authorization:  // OpenAPI has no word for schemes that are not registered
      return {{"type", "apiKey"},
              {"description", "The word " + scheme.name + ", a space and a token."},
              {"name", "Authorization"},
              {"in", "header"}};
    case SchemeKind::api_key:
      return {{"type", "apiKey"},
              {"description", "A key in the header " + scheme.name + "."},
              {"name", scheme.name},
              {"in", "header"}};
    case SchemeKind::cookie:
      return {{"type", "apiKey"},
              {"description", "The cookie that a sign-in sets."},
              {"name", "__Host-" + scheme.name},
              {"in", "cookie"}};
  }
  return {};
}

}  // namespace

Json openapi_security_schemes(const model::ApiModel& api) {
  Json schemes = Json::object();
  for (const SecurityScheme& scheme : api.security) schemes[key_of(scheme)] = printed(scheme);
  return schemes;
}

Json openapi_security(const model::ApiModel& api, const model::HttpRoute& operation) {
  if (api.security.empty()) return nullptr;
  Json list = Json::array();
  const bool is_optional =
      api.functions.at(operation.function).session == model::SessionUse::optional;
  if (!operation.policy.needs_session && !is_optional) return list;
  if (!operation.policy.needs_session) list.push_back(Json::object());
  for (const SecurityScheme& scheme : api.security)
    list.push_back(Json{{key_of(scheme), Json::array()}});
  return list;
}

}  // namespace vgen::tool::emit
