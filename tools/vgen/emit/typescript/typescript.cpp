#include "tools/vgen/emit/typescript/typescript.hpp"

#include "tools/vgen/emit/output/embedded_file.hpp"
#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/emit/typescript/names.hpp"
#include "tools/vgen/emit/typescript/operations.hpp"
#include "tools/vgen/emit/typescript/text.hpp"
#include "tools/vgen/emit/typescript/types.hpp"
#include "tools/vgen/support/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace vgen::tool::emit {
namespace {

std::string emit_types(const model::ApiModel& api, const TypeScriptNames& names) {
  const bool has_errors = std::ranges::any_of(
      api.functions, [](const model::Function& function) { return !function.errors.empty(); });
  const std::string specifiers =
      names.runtime_specifier("CallError") + ", " + names.runtime_specifier("Problem");
  View view;
  view.set("banner", banner(api));
  view.set("runtime_specifiers", has_errors ? specifiers : std::string());
  view.set("declarations", typescript_declarations(api, names));
  ViewList sides = typescript_sides(api, names);
  view.set("has_sides", !sides.empty());
  view.set("sides", std::move(sides));
  return render_template("typescript/types.ts.mustache", view);
}

std::string quoted_json(const std::string& text) {
  return Json(text).dump();
}

std::string runtime_exports(const TypeScriptNames& names, bool types) {
  TypeScriptList list{types ? "export type {" : "export {", {}, "} from \"./runtime/index.js\";"};
  for (const RuntimeExport& exported : TypeScriptNames::runtime_exports()) {
    if (exported.is_type == types)
      list.items.push_back({names.runtime_specifier(exported.name), {}, {}});
  }
  return typescript_layout(0, list);
}

bool holds_bytes(const model::ApiModel& api) {
  return std::ranges::any_of(api.types, [](const model::Type& type) {
    return std::holds_alternative<model::Bytes>(type.kind);
  });
}

/// Only an API with bytes needs them.
std::string base64_exports(const TypeScriptNames& names) {
  TypeScriptList list{"export {", {}, "} from \"./runtime/base64.js\";"};
  for (const char* name : {"base64ToBytes", "bytesToBase64"})
    list.items.push_back({names.runtime_specifier(name), {}, {}});
  return typescript_layout(0, list);
}

std::string emit_index(const model::ApiModel& api, const TypeScriptNames& names,
                       const std::vector<TypeScriptModule>& modules) {
  ViewList files;
  for (const TypeScriptModule& module : modules) files.push_back(View{{"name", module.name}});
  View view;
  view.set("banner", banner(api));
  view.set("modules", std::move(files));
  view.set("base64", holds_bytes(api) ? base64_exports(names) : std::string());
  view.set("runtime_values", runtime_exports(names, false));
  view.set("runtime_types", runtime_exports(names, true));
  return render_template("typescript/index.ts.mustache", view);
}

/// The runtime is copied into the client, so that a client needs no package.
void append_runtime(std::vector<GeneratedFile>& files, bool needs_base64) {
  constexpr std::string_view folder = "typescript/src/";
  for (const EmbeddedFile& file : std::span(embedded_files, embedded_file_count)) {
    if (!file.path.starts_with(folder) || (file.path.ends_with("/base64.ts") && !needs_base64))
      continue;
    files.push_back({.path = fmt::format("typescript/runtime/{}", file.path.substr(folder.size())),
                     .text = fmt::format("// The client runtime of vgen {}. Do not edit.\n\n{}",
                                         tool_version, file.text)});
  }
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
      {.path = "typescript/types.ts", .text = emit_types(api, names)}};
  for (const TypeScriptModule& module : modules) {
    View view = typescript_module_view(api, names, module);
    view.set("banner", banner(api));
    files.push_back({.path = fmt::format("typescript/{}.ts", module.name),
                     .text = render_template("typescript/module.ts.mustache", view)});
  }
  append_runtime(files, holds_bytes(api));
  if (!options.npm_name.empty()) append_package(files, api, names, options);
  return files;
}

}  // namespace vgen::tool::emit
