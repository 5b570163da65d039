#include "tools/vgen/emit/cpp/codec.hpp"

#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/model/type_facts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string_view>
#include <utility>

namespace vgen::tool::emit {
namespace {

bool is_elsewhere(const ObjectReader& reader, std::size_t field) {
  return !reader.elsewhere.empty() && reader.elsewhere[field];
}

std::string_view presence(const ObjectReader& reader, std::size_t field) {
  if (is_elsewhere(reader, field)) return "elsewhere";
  return reader.record->fields[field].required_in_input() ? "required" : "optional";
}

/// A value of the map of the members that are not declared.
ReadValue rest_value(const model::ApiModel& api, const model::Struct& record,
                     const model::Field& rest) {
  const auto& map = std::get<model::Map>(api.types.at(rest.type).kind);
  return {.type = map.value, .constraints = {}, .name = record.name + "_" + rest.name};
}

}  // namespace

ReadValue read_value(const model::Struct& record, const model::Field& field) {
  return {
      .type = field.type, .constraints = field.constraints, .name = record.name + "_" + field.name};
}

std::string write_rest(const model::ApiModel& api, const WrittenRest& written,
                       const std::string& qualifier, CppConstants& constants) {
  const model::Struct& record = *written.record;
  const model::Field& rest = *written.field;
  std::vector<std::string> names;
  for (const model::Field& field : record.fields) {
    if (!field.is_rest) names.push_back(cpp_string(field.wire_name));
  }
  std::vector<std::string> arguments = {written.owner + rest.name,
                                        fmt::format("{{{}}}", fmt::join(names, ", "))};
  for (CppForm& form : cpp_forms(api, rest_value(api, record, rest), qualifier, constants))
    arguments.push_back(std::move(form.text));
  return cpp_call("object.rest", arguments, ";");
}

View read_object_view(const model::ApiModel& api, const ObjectReader& reader,
                      CppConstants& constants) {
  const std::string& q = reader.qualifier;
  std::vector<std::string> members;
  ViewList cases;
  std::string read_rest;
  for (std::size_t i = 0; i < reader.record->fields.size(); ++i) {
    const model::Field& field = reader.record->fields[i];
    std::vector<std::string> arguments = {"in", "value." + field.name};
    if (field.is_rest) {
      arguments.insert(arguments.begin() + 1, "object");
      for (std::string& rule : cpp_rules(api, rest_value(api, *reader.record, field), q, constants))
        arguments.push_back(std::move(rule));
      read_rest = cpp_call("json::read_rest", arguments, ";");
      continue;
    }
    const std::string index = std::to_string(members.size());
    members.push_back(fmt::format("{}{}({})", q, presence(reader, i), cpp_string(field.wire_name)));
    if (is_elsewhere(reader, i)) continue;
    for (std::string& rule : cpp_rules(api, read_value(*reader.record, field), q, constants))
      arguments.push_back(std::move(rule));
    if (!cases.empty()) cases.back().set("next", index);
    cases.push_back(
        View{{"index", index}, {"read", cpp_call("json::read", arguments, ";")}, {"next", ""}});
    cases.back().set("ends", false);
  }
  if (!read_rest.empty() && !cases.empty()) cases.back().set("ends", true);
  const std::string type = fmt::format("Members<{}>", members.size());
  View view;
  view.set("members",
           cpp_braced(fmt::format("static constexpr {}{} members", q, type), members, ";"));
  view.set("q", q);
  view.set("has_cases", !cases.empty() || !read_rest.empty());
  view.set("object",
           std::string(read_rest.empty() ? "object(in, members)" : "object(in, members, name)"));
  view.set("rest", read_rest);
  view.set("cases", std::move(cases));
  return view;
}

View codec_view(const model::ApiModel& api, model::StructIndex index, const JsonUse& use,
                CppConstants& constants) {
  const model::Struct& record = api.structs[index];
  View view;
  if (use.read[index])
    view = read_object_view(api, {.record = &record, .elsewhere = {}, .qualifier = ""}, constants);
  ViewList fields;
  for (const model::Field& field : record.fields) {
    if (!use.written[index]) break;
    if (field.is_rest) continue;
    std::vector<std::string> arguments = {cpp_string(field.wire_name), "value." + field.name};
    for (CppForm& form : cpp_forms(api, read_value(record, field), "", constants))
      arguments.push_back(std::move(form.text));
    fields.push_back(View{{"text", cpp_call("object.member", arguments, ";")}});
  }
  if (const model::Field* rest = model::rest_of(record); rest != nullptr && use.written[index])
    fields.push_back(View{{"text", write_rest(api, {&record, rest, "value."}, "", constants)}});
  view.set("reads", use.read[index]);
  view.set("writes", use.written[index]);
  view.set("cpp", record.cpp);
  view.set("value", std::string(record.fields.empty() ? "/*value*/" : "value"));
  view.set("fields", std::move(fields));
  return view;
}

}  // namespace vgen::tool::emit
