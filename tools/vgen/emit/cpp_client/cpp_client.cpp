#include "tools/vgen/emit/cpp_client/cpp_client.hpp"

#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/emit/cpp/unit_view.hpp"
#include "tools/vgen/emit/cpp/units.hpp"
#include "tools/vgen/emit/cpp_client/client_model.hpp"
#include "tools/vgen/emit/cpp_client/operations.hpp"
#include "tools/vgen/emit/cpp_client/types.hpp"
#include "tools/vgen/emit/output/layout.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/support/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace vgen::tool::emit {
namespace {

/// The codecs that the source of a client defines.
Unit codec_unit(const ClientUse& use) {
  Unit unit;
  for (std::size_t i = 0; i < use.structs.size(); ++i) {
    if (use.json.read[i] || use.json.written[i]) unit.structs.push_back(i);
  }
  unit.declared = unit.structs;
  for (std::size_t i = 0; i < use.enums.size(); ++i) {
    if (use.enums[i]) unit.enums.push_back(i);
  }
  return unit;
}

/// `todo_api_client_codecs`
std::string codecs_tag(const model::ApiModel& api, const EmitOptions& options) {
  std::string tag = fmt::format("{}_{}_client_codecs", api.cpp_namespace, options.name);
  std::ranges::replace(tag, ':', '_');
  return tag;
}

/// The headers of vgen or of others, then those of the standard library.
enum class Origin { vgen, other, standard };

Origin origin_of(std::string_view header) {
  if (header.starts_with("vgen/")) return Origin::vgen;
  return header.find('/') == std::string_view::npos ? Origin::standard : Origin::other;
}

ViewList headers_view(const std::set<std::string>& headers, Origin origin) {
  ViewList list;
  for (const std::string& header : headers) {
    if (origin_of(header) == origin) list.push_back(View{{"path", header}});
  }
  return list;
}

/// Whether a call gives an answer whose media type the function of the server chooses.
bool gives_media(const model::ApiModel& client) {
  bool has_one = false;
  model::for_each_door(client.doors, [&](const model::HttpRoute& route) {
    has_one = has_one || (!route.answer_types.empty() && !client.functions[route.function].output);
  });
  return has_one;
}

}  // namespace

std::vector<GeneratedFile> emit_cpp_client(const model::ApiModel& api, const EmitOptions& options) {
  const model::ApiModel client = client_model(api);
  const ClientUse use = client_use(client);
  const std::string base = options.name + "_client.gen";
  std::set<std::string> headers = client_type_headers(client, use);
  headers.insert({"vgen/client/call.hpp", "vgen/client/call_result.hpp",
                  "vgen/client/connection.hpp", "vgen/client/options.hpp"});
  if (has_sockets(client)) headers.insert("vgen/client/socket.hpp");
  if (has_streams(client)) headers.insert("vgen/client/http_stream.hpp");
  if (gives_media(client)) headers.insert("vgen/client/media.hpp");
  CppConstants constants;
  View view;
  view.set("banner", banner(api));
  view.set("version", std::string(tool_version));
  view.set("tag", codecs_tag(api, options));
  view.set("header", base + ".hpp");
  view.set("namespace", client_namespace(api));
  view.set("title", api.information.title);
  view.set("class", client_class(client, use));
  ViewList standard = headers_view(headers, Origin::standard);
  ViewList others = headers_view(headers, Origin::other);
  view.set("headers", headers_view(headers, Origin::vgen));
  view.set("has_others", !others.empty());
  view.set("others", std::move(others));
  view.set("has_standard", !standard.empty());
  view.set("standard", std::move(standard));
  set_client_types(view, api, client, use);
  set_codecs(view, client, use.json, codec_unit(use), constants, true);
  set_client_operations(view, client, use, constants);
  view.set("has_constants", !constants.list().empty());
  view.set("constants", constants_view(constants));
  std::vector<GeneratedFile> files = {
      {.path = base + ".hpp", .text = render_template("cpp_client/header.mustache", view)},
      {.path = base + ".cpp", .text = render_template("cpp_client/source.mustache", view)}};
  for (GeneratedFile& file : files) file.text = lay_out(file.text, cpp_style);
  return files;
}

}  // namespace vgen::tool::emit
