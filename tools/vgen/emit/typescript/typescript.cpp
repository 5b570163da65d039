#include "tools/vgen/emit/typescript/typescript.hpp"

#include "tools/vgen/emit/output/embedded_file.hpp"
#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/emit/output/layout.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/emit/typescript/channels.hpp"
#include "tools/vgen/emit/typescript/names.hpp"
#include "tools/vgen/emit/typescript/operations.hpp"
#include "tools/vgen/emit/typescript/rpc.hpp"
#include "tools/vgen/emit/typescript/text.hpp"
#include "tools/vgen/emit/typescript/types.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/support/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace vgen::tool::emit {
namespace {

/// The first lines of a file: where it comes from, and that linters should ignore it.
std::string file_head(const std::string& origin) {
  return fmt::format(
      "// {}\n/* eslint-disable */\n// biome-ignore-all lint format assist: generated", origin);
}

/// Empty if there is nothing to import.
std::string import_types(const std::vector<std::string>& names, std::string_view file) {
  if (names.empty()) return {};
  return typescript_list("import type {", names, fmt::format("}} from \"{}\";", file));
}

std::string emit_types(const model::ApiModel& api, const TypeScriptNames& names) {
  const bool has_errors = std::ranges::any_of(
      api.functions, [](const model::Function& function) { return !function.errors.empty(); });
  std::vector<std::string> imported;
  for (const char* name : {"CallError", "Problem"}) {
    if (has_errors) imported.push_back(names.runtime_specifier(name));
  }
  View view;
  view.set("banner", file_head(banner(api)));
  view.set("runtime_import", import_types(imported, "./runtime/index.js"));
  view.set("declarations", typescript_declarations(api, names));
  ViewList sides = typescript_sides(api, names);
  view.set("has_sides", !sides.empty());
  view.set("sides", std::move(sides));
  return render_template("typescript/types.ts.mustache", view);
}

std::string emit_errors(const model::ApiModel& api, const TypeScriptNames& names) {
  std::vector<std::string> failures = typescript_api_failures(api, names);
  const std::set types(failures.begin(), failures.end() - 1);
  const std::vector<std::string> runtime = {names.runtime_specifier("ApiError"),
                                            "type " + names.runtime_specifier("CallError")};
  const std::string api_error = names.runtime("ApiError");
  const std::string signature =
      fmt::format("export function {0}<E extends {1} = {1}>(thrown: unknown): thrown is {2}<E> {{",
                  names.api_guard(), names.api_error(), api_error);
  return render_template(
      "typescript/errors.ts.mustache",
      View{{"banner", file_head(banner(api))},
           {"runtime_import",
            typescript_list("import {", runtime, "} from \"./runtime/index.js\";")},
           {"types_import", import_types({types.begin(), types.end()}, "./types.js")},
           {"error", typescript_union("export type " + names.api_error(), failures)},
           {"guard", names.api_guard()},
           {"signature", signature},
           {"api_error", api_error}});
}

std::string quoted_json(const std::string& text) {
  return Json(text).dump();
}

std::string runtime_exports(const TypeScriptNames& names, bool types) {
  std::vector<std::string> list;
  for (const RuntimeExport& exported : TypeScriptNames::runtime_exports()) {
    if (exported.is_type == types) list.push_back(names.runtime_specifier(exported.name));
  }
  return typescript_list(types ? "export type {" : "export {", list,
                         "} from \"./runtime/index.js\";");
}

bool holds_bytes(const model::ApiModel& api) {
  return std::ranges::any_of(api.types, [](const model::Type& type) {
    return std::holds_alternative<model::Bytes>(type.kind);
  });
}

/// Only an API with bytes needs them.
std::string base64_exports(const TypeScriptNames& names) {
  const std::vector<std::string> list = {names.runtime_specifier("base64ToBytes"),
                                         names.runtime_specifier("bytesToBase64")};
  return typescript_list("export {", list, "} from \"./runtime/base64.js\";");
}

/// Only an API with channels needs them.
std::string channel_exports(const TypeScriptNames& names) {
  std::vector<std::string> list;
  for (const std::string& name : TypeScriptNames::channel_exports())
    list.push_back(names.runtime_specifier(name));
  return typescript_list("export type {", list, "} from \"./runtime/channel.js\";");
}

/// Only an API with presence needs them.
std::string presence_exports(const TypeScriptNames& names) {
  std::vector<std::string> list;
  for (const std::string& name : TypeScriptNames::presence_exports())
    list.push_back(names.runtime_specifier(name));
  return typescript_list("export type {", list, "} from \"./runtime/presence.js\";");
}

/// Only an API with RPC needs them. Channels export some of them.
std::string rpc_exports(const model::ApiModel& api, const TypeScriptNames& names) {
  std::vector<std::string> list;
  const std::vector<std::string>& known = TypeScriptNames::channel_exports();
  for (const std::string& name : TypeScriptNames::rpc_exports()) {
    const bool is_there = !api.channels.empty() && std::ranges::find(known, name) != known.end();
    if (!is_there) list.push_back(names.runtime_specifier(name));
  }
  return typescript_list("export type {", list, "} from \"./runtime/rpc.js\";");
}

/// Only an API with streams needs them.
std::string stream_exports(const TypeScriptNames& names) {
  std::vector<std::string> list;
  for (const std::string& name : TypeScriptNames::stream_exports())
    list.push_back(names.runtime_specifier(name));
  return typescript_list("export type {", list, "} from \"./runtime/stream.js\";");
}

std::string emit_index(const model::ApiModel& api, const TypeScriptNames& names,
                       const std::vector<TypeScriptModule>& modules) {
  ViewList files;
  for (const TypeScriptModule& module : modules) files.push_back(View{{"name", module.name}});
  if (!api.channels.empty()) files.push_back(View{{"name", "channels"}});
  if (!api.rpc.empty()) files.push_back(View{{"name", "rpc"}});
  View view;
  view.set("banner", file_head(banner(api)));
  view.set("modules", std::move(files));
  view.set("base64", holds_bytes(api) ? base64_exports(names) : std::string());
  view.set("channel_types", api.channels.empty() ? std::string() : channel_exports(names));
  view.set("presence_types", has_presence(api) ? presence_exports(names) : std::string());
  view.set("rpc_types", api.rpc.empty() ? std::string() : rpc_exports(api, names));
  view.set("stream_types", has_streams(api) ? stream_exports(names) : std::string());
  view.set("runtime_values", runtime_exports(names, false));
  view.set("runtime_types", runtime_exports(names, true));
  return render_template("typescript/index.ts.mustache", view);
}

bool is_of(std::string_view path, std::initializer_list<std::string_view> files) {
  return std::ranges::any_of(files, [&](std::string_view file) { return path.ends_with(file); });
}

/// Whether a file of the runtime is for connections that the API does not have.
bool is_unused_connection(const model::ApiModel& api, std::string_view path) {
  if (is_of(path, {"/channel.ts", "/topic.ts"})) return api.channels.empty();
  if (is_of(path, {"/presence.ts"})) return !has_presence(api);
  if (is_of(path, {"/rpc.ts"})) return api.rpc.empty();
  return is_of(path, {"/queue.ts", "/socket.ts", "/talk.ts"}) && api.channels.empty() &&
         api.rpc.empty();
}

/// The runtime is copied into the client, so that a client needs no package.
void append_runtime(std::vector<GeneratedFile>& files, const model::ApiModel& api) {
  const bool needs_base64 = holds_bytes(api);
  const bool needs_stream = has_streams(api);
  bool needs_path = false;
  bool needs_form = false;
  bool needs_media = false;
  model::for_each_door(api.doors, [&](const model::HttpRoute& operation) {
    needs_path = needs_path || typescript_fills_path(operation.path);
    needs_form = needs_form || operation.multipart;
    needs_media = needs_media || !operation.body_types.empty() || !operation.answer_types.empty();
  });
  for (const model::Channel& channel : api.channels)
    needs_path = needs_path || typescript_fills_path(channel.path);

  constexpr std::string_view folder = "typescript/src/";
  const std::string head =
      file_head(fmt::format("The client runtime of vgen {}. Do not edit.", tool_version));
  for (const EmbeddedFile& file : std::span(embedded_files, embedded_file_count)) {
    if (!file.path.starts_with(folder) || (file.path.ends_with("/base64.ts") && !needs_base64) ||
        (file.path.ends_with("/path.ts") && !needs_path) ||
        (file.path.ends_with("/form.ts") && !needs_form) ||
        (file.path.ends_with("/media.ts") && !needs_media) ||
        is_unused_connection(api, file.path) ||
        (file.path.ends_with("/stream.ts") && !needs_stream))
      continue;
    files.push_back({.path = fmt::format("typescript/runtime/{}", file.path.substr(folder.size())),
                     .text = fmt::format("{}\n\n{}", head, file.text)});
  }
}

std::string quoted_or_nothing(const std::string& text) {
  return text.empty() ? std::string() : quoted_json(text);
}

/// npm wants an SPDX identifier. `UNLICENSED` is its word for no license.
std::string package_license(const model::ApiInformation& information) {
  if (!information.license) return "UNLICENSED";
  const model::License& license = *information.license;
  return license.identifier.empty() ? license.name : license.identifier;
}

/// A person as npm writes one: `Name <email> (url)`.
std::string package_author(const model::ApiInformation& information) {
  if (!information.contact || information.contact->name.empty()) return {};
  const model::Contact& contact = *information.contact;
  std::string author = contact.name;
  if (!contact.email.empty()) author += fmt::format(" <{}>", contact.email);
  if (!contact.url.empty()) author += fmt::format(" ({})", contact.url);
  return author;
}

void append_package(std::vector<GeneratedFile>& files, const model::ApiModel& api,
                    const TypeScriptNames& names, const EmitOptions& options) {
  ViewList functions;
  for (std::size_t i = 0; i < api.doors.size(); ++i) {
    functions.push_back(View{{"function", names.function(i)},
                             {"request", std::visit(typescript_request, api.doors[i])}});
  }
  View view;
  view.set("banner", banner(api));
  view.set("name", options.npm_name);
  view.set("title", api.information.title);
  view.set("create_client", names.runtime("createClient"));
  view.set("quoted_name", quoted_json(options.npm_name));
  view.set("quoted_version", quoted_json(api.information.version));
  view.set("quoted_description", quoted_json("The client of " + api.information.title));
  view.set("quoted_license", quoted_json(package_license(api.information)));
  view.set("quoted_author", quoted_or_nothing(package_author(api.information)));
  view.set("quoted_repository", quoted_or_nothing(options.npm_repository));
  view.set("guard", names.api_guard());
  view.set("functions", std::move(functions));
  for (const std::string_view file :
       {"package.json", "tsconfig.json", "tsconfig.cjs.json", "README.md"}) {
    files.push_back({.path = fmt::format("typescript/{}", file),
                     .text = render_template(fmt::format("typescript/{}.mustache", file), view)});
  }
}

}  // namespace

std::vector<GeneratedFile> emit_typescript(const model::ApiModel& api, const EmitOptions& options) {
  const TypeScriptNames names(api);
  const std::vector<TypeScriptModule> modules = typescript_modules(api);
  std::vector<GeneratedFile> files = {
      {.path = "typescript/index.ts", .text = emit_index(api, names, modules)},
      {.path = "typescript/types.ts", .text = emit_types(api, names)},
      {.path = "typescript/errors.ts", .text = emit_errors(api, names)}};
  for (const TypeScriptModule& module : modules) {
    View view = typescript_module_view(api, names, module);
    view.set("banner", file_head(banner(api)));
    files.push_back({.path = fmt::format("typescript/{}.ts", module.name),
                     .text = render_template("typescript/module.ts.mustache", view)});
  }
  if (!api.channels.empty()) {
    View view = typescript_channels_view(api, names);
    view.set("banner", file_head(banner(api)));
    files.push_back({.path = "typescript/channels.ts",
                     .text = render_template("typescript/channels.ts.mustache", view)});
  }
  if (!api.rpc.empty()) {
    View view = typescript_rpc_view(api, names);
    view.set("banner", file_head(banner(api)));
    files.push_back(
        {.path = "typescript/rpc.ts", .text = render_template("typescript/rpc.ts.mustache", view)});
  }
  for (GeneratedFile& file : files) file.text = lay_out(file.text, typescript_style);
  append_runtime(files, api);
  if (!options.npm_name.empty()) append_package(files, api, names, options);
  return files;
}

}  // namespace vgen::tool::emit
