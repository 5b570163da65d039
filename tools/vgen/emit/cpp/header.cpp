#include "tools/vgen/emit/cpp/header.hpp"

#include "tools/vgen/emit/cpp/server.hpp"
#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

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

/// Two APIs may share a function, and so the struct of its arguments. Only an API with a name of
/// its own shares a program with others.
std::string input_guard(const model::Function& function, const EmitOptions& options) {
  if (options.name == EmitOptions{}.name) return "";
  std::string name = fmt::format("VGEN_INPUT_{}_{}", function.cpp_namespace, function.input_name);
  std::ranges::replace(name, ':', '_');
  return name;
}

/// A run of functions in one namespace: their inputs and the aliases of their sides. A type with
/// the right name needs no alias.
View namespace_block(const model::ApiModel& api, std::span<const model::Function> functions,
                     const EmitOptions& options) {
  const std::string& name_space = functions.front().cpp_namespace;
  ViewList aliases;
  ViewList structs;
  for (const model::Function& function : functions) {
    if (inline_input(api, function) != nullptr)
      structs.push_back(input_struct_view(api, function, options));
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
  block.set("has_aliases", !aliases.empty());
  block.set("aliases", std::move(aliases));
  block.set("is_api", false);
  return block;
}

/// Whether there is something to serve.
bool has_operations(const model::ApiModel& api) {
  return !(api.doors.empty() && api.channels.empty() && api.rpc.empty() && api.schedules.empty());
}

ViewList tasks_view(const model::ApiModel& api) {
  ViewList tasks;
  for (const model::Schedule& schedule : api.schedules)
    tasks.push_back(View{{"name", schedule.name}});
  return tasks;
}

/// `constexpr std::string_view names[] = {"purge", "report"};`
std::string task_names(const model::ApiModel& api) {
  std::vector<std::string> names;
  names.reserve(api.schedules.size());
  for (const model::Schedule& schedule : api.schedules) names.push_back(cpp_string(schedule.name));
  return cpp_braced("constexpr std::string_view names[] = ", names, ";");
}

View empty_block(const std::string& name_space) {
  View block{{"name", name_space}};
  block.set("structs", ViewList());
  block.set("has_aliases", false);
  block.set("aliases", ViewList());
  return block;
}

/// A block for each namespace. The function that makes the API is at the end of the last block if
/// that is its namespace, else in a block of its own.
ViewList namespace_blocks(const model::ApiModel& api, const EmitOptions& options) {
  ViewList blocks;
  const std::span<const model::Function> all(api.functions);
  std::string_view last;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    while (end < all.size() && all[end].cpp_namespace == all[i].cpp_namespace) ++end;
    blocks.push_back(namespace_block(api, all.subspan(i, end - i), options));
    last = all[i].cpp_namespace;
    i = end;
  }
  if (!has_operations(api)) return blocks;
  if (blocks.empty() || last != api.cpp_namespace) blocks.push_back(empty_block(api.cpp_namespace));
  blocks.back().set("is_api", true);
  return blocks;
}

}  // namespace

View input_struct_view(const model::ApiModel& api, const model::Function& function,
                       const EmitOptions& options) {
  ViewList fields;
  for (const model::Field& field : inline_input(api, function)->fields) {
    fields.push_back(View{{"text", member_text(api, field, function.cpp_namespace)}});
  }
  View view;
  view.set("name", function.input_name);
  view.set("namespace", function.cpp_namespace);
  view.set("guard", input_guard(function, options));
  view.set("function", function.name);
  view.set("fields", std::move(fields));
  return view;
}

std::string emit_header(const model::ApiModel& api, const EmitOptions& options) {
  ViewList headers;
  for (const std::string& header : api.headers) headers.push_back(View{{"path", header}});
  const std::string services = cpp_type_within(api.services, api.cpp_namespace);
  const std::string session = cpp_type_within(api.session, api.cpp_namespace);
  View view;
  view.set("banner", banner(api));
  view.set("headers", std::move(headers));
  view.set("has_operations", has_operations(api));
  view.set("has_tasks", !api.schedules.empty());
  view.set("task_enum", pascal_case(options.name) + "Task");
  view.set("tasks", tasks_view(api));
  view.set("task_names", task_names(api));
  view.set("is_deprecated", has_deprecated(api));
  view.set("namespaces", namespace_blocks(api, options));
  view.set("api_name", options.name);
  view.set("services", services);
  view.set("session", session);
  const std::string make = fmt::format("return vgen::codegen::make_api<{}>",
                                       session.empty() ? services : services + ", " + session);
  std::vector<std::string> arguments = {options.name + "_definition()", "singletons",
                                        "std::move(factory)"};
  view.set("make", cpp_call(make, arguments, ";"));
  std::vector<std::string> with_resolvers = arguments;
  with_resolvers.emplace_back("std::move(resolvers)");
  view.set("make_with_resolvers", cpp_call(make, with_resolvers, ";"));
  arguments.emplace_back("std::move(resolve)");
  view.set("has_resolvers", std::ranges::any_of(api.security, model::needs_resolver));
  view.set("make_with_session", cpp_call(make, arguments, ";"));
  return render_template("cpp/api_header.mustache", view);
}

bool has_deprecated(const model::ApiModel& api) {
  const auto is_deprecated = [](const auto& entry) { return entry.documentation.deprecated; };
  const auto any = [&](const auto& list) { return std::ranges::any_of(list, is_deprecated); };
  return any(api.functions) || any(api.structs) || any(api.enums) || any(api.aliases) ||
         any(api.variants) || std::ranges::any_of(api.structs, any, &model::Struct::fields) ||
         std::ranges::any_of(api.enums, any, &model::Enum::enumerators);
}

}  // namespace vgen::tool::emit
