#include "tools/vgen/emit/cpp/codec.hpp"

#include "tools/vgen/emit/cpp/text.hpp"

#include <fmt/format.h>

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

}  // namespace

ReadValue read_value(const model::Struct& record, const model::Field& field) {
  return {
      .type = field.type, .constraints = field.constraints, .name = record.name + "_" + field.name};
}

View read_object_view(const model::ApiModel& api, const ObjectReader& reader,
                      CppConstants& constants) {
  const std::string& q = reader.qualifier;
  std::vector<std::string> members;
  ViewList cases;
  for (std::size_t i = 0; i < reader.record->fields.size(); ++i) {
    const model::Field& field = reader.record->fields[i];
    members.push_back(fmt::format("{}{}({})", q, presence(reader, i), cpp_string(field.wire_name)));
    if (is_elsewhere(reader, i)) continue;
    std::vector<std::string> arguments = {"in", "value." + field.name};
    for (std::string& rule : cpp_rules(api, read_value(*reader.record, field), q, constants))
      arguments.push_back(std::move(rule));
    if (!cases.empty()) cases.back().set("next", std::to_string(i));
    cases.push_back(View{{"index", std::to_string(i)},
                         {"read", cpp_call("json::read", arguments, ";")},
                         {"next", ""}});
  }
  const std::string type = fmt::format("Members<{}>", members.size());
  View view;
  view.set("members",
           cpp_braced(fmt::format("static constexpr {}{} members", q, type), members, ";"));
  view.set("q", q);
  view.set("has_cases", !cases.empty());
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
    std::vector<std::string> arguments = {cpp_string(field.wire_name), "value." + field.name};
    for (CppForm& form : cpp_forms(api, read_value(record, field), "", constants))
      arguments.push_back(std::move(form.text));
    fields.push_back(View{{"text", cpp_call("object.member", arguments, ";")}});
  }
  view.set("reads", use.read[index]);
  view.set("writes", use.written[index]);
  view.set("cpp", record.cpp);
  view.set("value", std::string(record.fields.empty() ? "/*value*/" : "value"));
  view.set("fields", std::move(fields));
  return view;
}

}  // namespace vgen::tool::emit
