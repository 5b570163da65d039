#include "tools/vgen/emit/cpp/cpp.hpp"

#include "tools/vgen/emit/cpp/codec.hpp"
#include "tools/vgen/emit/cpp/server.hpp"
#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/emit/openapi/openapi.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/kinds.hpp"
#include "tools/vgen/support/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace vgen::tool::emit {
namespace {

/// A side of a function, by the author's name for it.
std::string side_type(const model::ApiModel& api, const std::optional<model::TypeIndex>& type) {
  if (!type) return "void";
  const auto& kind = api.types[*type].kind;
  if (const auto* alias = std::get_if<model::AliasReference>(&kind))
    return api.aliases[alias->index].cpp;
  if (const auto* variant = std::get_if<model::VariantReference>(&kind))
    return api.variants[variant->index].cpp;
  return api.types[*type].cpp;
}

/// What the standard asks compilers for at least, with the end of the text (annex B of C++20).
constexpr std::size_t most_literal_length = 65536;

/// A member of a struct that vgen writes: classes start empty by themselves.
std::string member_text(const model::ApiModel& api, const model::Field& field,
                        const std::string& name_space) {
  const auto& kind = api.types[field.type].kind;
  const bool is_array =
      std::holds_alternative<model::List>(kind) && std::get<model::List>(kind).fixed_size;
  const bool is_class = std::holds_alternative<model::String>(kind) ||
                        std::holds_alternative<model::List>(kind) ||
                        std::holds_alternative<model::Map>(kind) ||
                        std::holds_alternative<model::StructReference>(kind);
  return fmt::format("{} {}{};", cpp_type_within(api.types[field.type].cpp, name_space), field.name,
                     is_class && !is_array ? "" : "{}");
}

/// The input of a function that declares its arguments one by one.
View struct_view(const model::ApiModel& api, const model::Function& function,
                 const model::Struct& input) {
  ViewList fields;
  for (const model::Field& field : input.fields) {
    fields.push_back(View{{"text", member_text(api, field, function.cpp_namespace)}});
  }
  View view;
  view.set("name", function.input_name);
  view.set("function", function.name);
  view.set("fields", std::move(fields));
  return view;
}

/// The `…Input` and `…Output` aliases, a block for each run of functions in one namespace. A type
/// that has the name already needs none.
ViewList alias_blocks(const model::ApiModel& api) {
  ViewList blocks;
  for (std::size_t i = 0; i < api.functions.size();) {
    const std::string& name_space = api.functions[i].cpp_namespace;
    ViewList aliases;
    ViewList structs;
    for (; i < api.functions.size() && api.functions[i].cpp_namespace == name_space; ++i) {
      const model::Function& function = api.functions[i];
      if (const model::Struct* input = inline_input(api, function))
        structs.push_back(struct_view(api, function, *input));
      const std::pair<const std::string&, std::string> sides[] = {
          {function.input_name, side_type(api, function.input)},
          {function.output_name, side_type(api, function.output)}};
      for (const auto& [name, type] : sides) {
        const std::string local = cpp_type_within(type, name_space);
        if (local != name) aliases.push_back(View{{"name", name}, {"type", local}});
      }
    }
    View block;
    block.set("name", name_space);
    block.set("structs", std::move(structs));
    block.set("aliases", std::move(aliases));
    blocks.push_back(std::move(block));
  }
  return blocks;
}

ViewList enums_view(const model::ApiModel& api) {
  ViewList enums;
  for (const model::Enum& enumeration : api.enums) {
    ViewList enumerators;
    for (const model::Enumerator& enumerator : enumeration.enumerators) {
      const std::string text = fmt::format("{{{}, {}::{}}},", cpp_string(enumerator.wire_name),
                                           enumeration.cpp, enumerator.name);
      enumerators.push_back(View{{"text", text}});
    }
    View view;
    view.set("cpp", enumeration.cpp);
    view.set("enumerators", std::move(enumerators));
    enums.push_back(std::move(view));
  }
  return enums;
}

std::string emit_header(const model::ApiModel& api) {
  ViewList headers;
  for (const std::string& header : api.headers) headers.push_back(View{{"path", header}});
  ViewList structs;
  for (model::StructIndex i = 0; i < api.structs.size(); ++i) {
    View codec{{"cpp", api.structs[i].cpp}};
    codec.set("reads", is_readable(api, i));
    structs.push_back(std::move(codec));
  }

  View view;
  view.set("banner", banner(api));
  view.set("headers", std::move(headers));
  view.set("namespaces", alias_blocks(api));
  view.set("has_operations", !api.doors.empty());
  view.set("api_namespace", api.cpp_namespace);
  const std::string services = cpp_type_within(api.services, api.cpp_namespace);
  const std::string session = cpp_type_within(api.session, api.cpp_namespace);
  view.set("services", services);
  view.set("session", session);
  view.set("services_and_session", session.empty() ? services : services + ", " + session);
  view.set("has_codecs", !api.structs.empty() || !api.enums.empty());
  view.set("enums", enums_view(api));
  view.set("structs", std::move(structs));
  return render_template("cpp/api.gen.hpp.mustache", view);
}

ViewList functions_view(const model::ApiModel& api) {
  ViewList functions;
  for (const model::Function& function : api.functions) {
    functions.push_back(View{{"cpp", function.cpp}, {"type", function_type(api, function)}});
  }
  return functions;
}

bool has_wire_strings(const model::ApiModel& api) {
  const auto is_string = [](const auto& entry) { return entry.constraints.wire_string; };
  return std::ranges::any_of(api.aliases, is_string) ||
         std::ranges::any_of(api.structs, [&](const model::Struct& type) {
           return std::ranges::any_of(type.fields, is_string);
         });
}

/// Whether the API has types whose codecs cost time to compile, so that only those who use them
/// include them.
bool has_rare_types(const model::ApiModel& api) {
  return has_wire_strings(api) || std::ranges::any_of(api.types, [](const model::Type& type) {
           return facts_of(type).codec == model::Codec::rare;
         });
}

ViewList includes_view(const model::ApiModel& api) {
  ViewList includes;
  includes.push_back(View{{"path", std::string("vgen/codegen/http.hpp")}});
  const bool has_task = std::ranges::any_of(
      api.functions, [](const model::Function& function) { return function.is_task; });
  if (has_task) includes.push_back(View{{"path", std::string("vgen/codegen/task.hpp")}});
  if (has_rare_types(api)) includes.push_back(View{{"path", std::string("vgen/json/types.hpp")}});
  return includes;
}

ViewList constants_view(const CppConstants& constants) {
  ViewList list;
  for (const CppConstants::Constant& constant : constants.list()) {
    list.push_back(View{
        {"type", constant.type}, {"name", constant.name}, {"definition", constant.definition}});
  }
  return list;
}

/// The limits that are configured; those that are not stay the runtime's.
std::vector<std::string> limit_members(const model::Limits& limits) {
  std::vector<std::string> members;
  const auto add = [&](std::string_view name, std::uint64_t value) {
    if (value != 0) members.push_back(fmt::format(".{} = {}", name, value));
  };
  add("depth", limits.depth);
  add("items", limits.items);
  add("string_bytes", limits.string);
  add("faults", limits.faults);
  return members;
}

std::vector<std::string> definition_members(const model::ApiModel& api) {
  std::vector<std::string> members = {
      ".name = " + cpp_string(api.information.title),
      ".version = " + cpp_string(api.information.version),
      ".http = http_rows",
      ".openapi = openapi",
  };
  if (api.policies.docs_path != model::Policies{}.docs_path)
    members.push_back(".docs_path = " + cpp_string(api.policies.docs_path));
  const std::vector<std::string> limits = limit_members(api.policies.limits);
  if (!limits.empty()) members.push_back(fmt::format(".limits = {{{}}}", fmt::join(limits, ", ")));
  std::vector<std::string> leniency;
  if (api.policies.ignore_unknown_members) leniency.emplace_back(".unknown_members = true");
  if (api.policies.null_as_absent) leniency.emplace_back(".null_as_absent = true");
  if (!leniency.empty())
    members.push_back(fmt::format(".leniency = {{{}}}", fmt::join(leniency, ", ")));
  return members;
}

std::string emit_source(const model::ApiModel& api, const EmitOptions& options) {
  CppConstants constants;
  ViewList structs;
  for (model::StructIndex i = 0; i < api.structs.size(); ++i)
    structs.push_back(codec_view(api, i, constants));
  ServerView server = server_view(api, constants);
  ViewList problems = problems_view(api);

  View view;
  view.set("banner", banner(api));
  view.set("includes", includes_view(api));
  view.set("version", std::string(tool_version));
  view.set("has_functions", !api.functions.empty());
  view.set("functions", functions_view(api));
  view.set("has_constants", !constants.list().empty());
  view.set("constants", constants_view(constants));
  ViewList calls = calls_view(api);
  view.set("has_calls", !calls.empty());
  view.set("calls", std::move(calls));
  view.set("has_structs", !structs.empty());
  view.set("structs", std::move(structs));
  view.set("has_problems", !problems.empty());
  view.set("problems", std::move(problems));
  view.set("has_operations", !api.doors.empty());
  view.set("uses_json", !server.readers.empty());
  view.set("readers", std::move(server.readers));
  view.set("http_rows", std::move(server.http_rows));
  const std::string openapi = emit_openapi(api, options).front().text;
  view.set("openapi", cpp_raw_string(openapi));
  view.set("is_openapi_long", openapi.size() >= most_literal_length);
  view.set("qualified_api_definition", api.cpp_namespace + "::api_definition");
  view.set("definition", cpp_braced(2, "", definition_members(api), ""));
  return render_template("cpp/api.gen.cpp.mustache", view);
}

}  // namespace

std::vector<GeneratedFile> emit_cpp(const model::ApiModel& api, const EmitOptions& options) {
  return {{.path = "api.gen.hpp", .text = emit_header(api)},
          {.path = "api.gen.cpp", .text = emit_source(api, options)}};
}

}  // namespace vgen::tool::emit
