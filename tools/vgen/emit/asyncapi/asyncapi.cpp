#include "tools/vgen/emit/asyncapi/asyncapi.hpp"

#include "tools/vgen/emit/asyncapi/channel.hpp"
#include "tools/vgen/emit/asyncapi/rpc.hpp"
#include "tools/vgen/emit/document_head.hpp"
#include "tools/vgen/emit/schema/ascii_names.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::tool::emit {
namespace {

/// AsyncAPI has no SPDX identifiers. Those of SPDX's own list have an address, others do not.
Json license(const model::ApiInformation& api) {
  const model::License known = license_of(api);
  const bool is_listed = !known.identifier.empty() && !known.identifier.starts_with("LicenseRef-");
  Json json = {{"name", known.name}};
  put(json, "url",
      known.url.empty() && is_listed ? "https://spdx.org/licenses/" + known.identifier + ".html"
                                     : known.url);
  return json;
}

/// A server by its URL. A URL without a host has no Server Object: AsyncAPI requires a host, and
/// clients without one take that of the document.
void append_server(Json& servers, const model::Server& server) {
  const std::string_view url = server.url;
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return;
  const std::string_view rest = url.substr(scheme + 3);
  const std::size_t path = std::min(rest.find('/'), rest.size());
  const bool is_plain = url.starts_with("http:") || url.starts_with("ws:");
  Json& row = servers["server" + std::to_string(servers.size() + 1)] = Json::object();
  row["host"] = rest.substr(0, path);
  row["protocol"] = is_plain ? "ws" : "wss";
  if (path + 1 < rest.size()) row["pathname"] = rest.substr(path);
  put(row, "description", server.description);
}

std::vector<GeneratedFile> print_asyncapi(const model::ApiModel& api) {
  SchemaComponents components(api, {.dialect = SchemaStyle::Dialect::draft_07,
                                    .discriminator = SchemaStyle::Discriminator::name,
                                    .prefix = "#/components/schemas/",
                                    .root = {}});
  Json channels = Json::object();
  Json operations = Json::object();
  std::set<std::string> operation_names;
  for (const model::Channel& channel : api.channels) {
    AsyncApiChannel printer(api, channel, components, operation_names);
    channels[channel.name] = printer.print();
    printer.append_operations(operations);
  }
  append_rpc(api, components, operation_names, channels, operations);
  Json servers = Json::object();
  for (const model::Server& server : api.information.servers) append_server(servers, server);

  Json document = {{"asyncapi", "3.1.0"}};
  document["info"] = document_head(api.information, "channels");
  document["info"]["license"] = license(api.information);
  document["defaultContentType"] = "application/json";
  if (!servers.empty()) document["servers"] = std::move(servers);
  document["channels"] = std::move(channels);
  document["operations"] = std::move(operations);
  for (auto& [name, schema] : components.schemas())
    document["components"]["schemas"][name] = std::move(schema);
  return {{.path = "asyncapi.json", .text = print_json(document)}};
}

}  // namespace

std::vector<GeneratedFile> emit_asyncapi(const model::ApiModel& api, const EmitOptions&) {
  return print_asyncapi(with_ascii_names(api).value_or(api));
}

}  // namespace vgen::tool::emit
