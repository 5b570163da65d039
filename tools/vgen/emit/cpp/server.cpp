#include "tools/vgen/emit/cpp/server.hpp"

#include "tools/vgen/emit/cpp/codec.hpp"
#include "tools/vgen/emit/cpp/guards.hpp"
#include "tools/vgen/emit/cpp/text.hpp"
#include "tools/vgen/model/http_methods.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"
#include "tools/vgen/support/identifier.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace vgen::tool::emit {
namespace {

using model::Binding;
using model::BodyUse;
using model::HttpRoute;
using model::Place;

/// How a member is read from a part of a form.
std::string_view part_reader(const model::ApiModel& api, model::TypeIndex type) {
  if (model::holds_file(api, type)) return "file";
  const model::Type& plain = *plain_type(api, type);
  const auto* list = std::get_if<model::List>(&plain.kind);
  const bool is_text =
      is_scalar(value_kind(api, list != nullptr ? list->item : type)) && !accepts_null(api, type);
  return is_text ? "part" : "json_part";
}

/// What a member that is read from the body is there.
enum class BodyPart {
  of_form,
  json,   ///< All of it.
  media,  ///< All of it, as a text or bytes.
};

/// `in.query(json::optional("limit"), value.limit, json::IntegerRule{.maximum = 100});`
std::string parameter_statement(const model::ApiModel& api, const model::Struct& record,
                                const Binding& binding, CppConstants& constants,
                                BodyPart body = BodyPart::of_form) {
  const model::Field& field = record.fields[binding.field];
  const bool required = field.required_in_input() || binding.place == Place::path;
  std::vector<std::string> arguments;
  const bool has_other_name = binding.place == Place::path && binding.name != field.wire_name;
  if (binding.place == Place::header || binding.place == Place::cookie || has_other_name)
    arguments.push_back(cpp_string(binding.name));
  arguments.push_back(
      fmt::format("json::{}({})", required ? "required" : "optional", cpp_string(field.wire_name)));
  arguments.push_back("value." + field.name);
  for (std::string& rule : cpp_rules(api, read_value(record, field), "json::", constants))
    arguments.push_back(std::move(rule));

  std::string_view place;
  switch (binding.place) {
    case Place::path: place = "path"; break;
    case Place::query: place = "query"; break;
    case Place::header: place = "header"; break;
    case Place::cookie: place = "cookie"; break;
    case Place::body:
      place = body == BodyPart::json    ? "body_member"
              : body == BodyPart::media ? "media_member"
                                        : part_reader(api, field.type);
      break;
  }
  return cpp_call(fmt::format("in.{}", place), arguments, ";");
}

/// Makes the reader of one operation's input, and its name.
class ReaderBuilder {
 public:
  ReaderBuilder(const model::ApiModel& api, CppConstants& constants)
      : api_(api), constants_(constants) {}

  /// What `codegen::http_row` takes behind the function: nothing, a generated reader, or the
  /// runtime's reader of a whole body.
  std::string reader_argument(const HttpRoute& operation, ViewList& readers) {
    const model::Function& function = api_.functions[operation.function];
    if (!function.input) return "";
    const model::Type& input = api_.types[*function.input];
    const model::Struct* record = input_struct(api_, function);
    const bool has_form = operation.multipart || operation.form;
    if (record != nullptr && operation.body == BodyUse::whole && !has_form)
      return fmt::format(", codegen::read_body<{}>", input.cpp);

    const std::string name = "read_" + operation.name;
    View reader;
    if (record != nullptr) {
      const bool has_body_fields = operation.body == BodyUse::fields && !operation.multipart;
      if (has_body_fields)
        reader = read_object_view(api_, body_reader(*record, operation), constants_);
      reader.set("has_body_fields", has_body_fields);
      reader.set("statements", statements(*record, operation));
    } else {
      const std::vector<std::string> rules =
          cpp_rules(api_, {.type = *function.input, .constraints = {}, .name = operation.name},
                    "json::", constants_);
      const bool is_media = !operation.body_types.empty();
      if (rules.empty() && !is_media) return fmt::format(", codegen::read_body<{}>", input.cpp);
      reader.set("has_body_fields", false);
      reader.set("statements",
                 ViewList{View{{"text", is_media ? whole_media_statement(rules)
                                                 : whole_body_statement(input.cpp, rules)}}});
    }
    reader.set("is_empty", record != nullptr && operation.bindings.empty() &&
                               operation.body != BodyUse::fields);
    reader.set("name", name);
    reader.set("cpp", input.cpp);
    readers.push_back(std::move(reader));
    return ", " + name;
  }

 private:
  static ObjectReader body_reader(const model::Struct& record, const HttpRoute& operation) {
    ObjectReader reader{.record = &record,
                        .elsewhere = std::vector<bool>(record.fields.size(), false),
                        .qualifier = "json::"};
    for (const Binding& binding : operation.bindings)
      reader.elsewhere[binding.field] = binding.place != Place::body;
    return reader;
  }

  ViewList statements(const model::Struct& record, const HttpRoute& operation) {
    ViewList list;
    const bool is_member = operation.body == BodyUse::member;
    const BodyPart body = operation.body_types.empty() ? BodyPart::json : BodyPart::media;
    for (const Binding& binding : operation.bindings) {
      if (binding.place == Place::body && !is_member) continue;
      list.push_back(View{{"text", parameter_statement(api_, record, binding, constants_, body)}});
    }
    if (operation.multipart || operation.form) {
      add_parts(list, record, operation);
    } else if (operation.body == BodyUse::fields) {
      list.push_back(View{{"text", fmt::format("in.body(value, read_{}_body);", operation.name)}});
    }
    return list;
  }

  /// A form has one part for each member of the body, or several for a list.
  void add_parts(ViewList& list, const model::Struct& record, const HttpRoute& operation) {
    const auto add = [&](std::string text) { list.push_back(View{{"text", std::move(text)}}); };
    if (operation.multipart) {
      add("if (!in.multipart()) return;");
    } else if (operation.body == BodyUse::whole) {
      add("if (!in.form()) return codegen::read_body(in, value);");
    } else {
      add(fmt::format("if (!in.form()) return in.body(value, read_{}_body);", operation.name));
    }
    for (const Binding& binding : operation.bindings) {
      if (binding.place == Place::body) {
        add(parameter_statement(api_, record, binding, constants_));
      } else {
        add(fmt::format("in.no_part({});", cpp_string(record.fields[binding.field].wire_name)));
      }
    }
  }

  static std::string whole_body_statement(const std::string& type,
                                          const std::vector<std::string>& rules) {
    return fmt::format(
        "in.body(value, [](json::Reader& body, {}& whole) {{ json::read(body, whole, {}); }});",
        type, fmt::join(rules, ", "));
  }

  static std::string whole_media_statement(std::vector<std::string> rules) {
    rules.insert(rules.begin(), "value");
    return cpp_call("in.media_body", rules, ";");
  }

  const model::ApiModel& api_;
  CppConstants& constants_;
};

}  // namespace

/// The type of an output alone may not say how it is written.
std::string form_arguments(const model::ApiModel& api, const model::Function& function,
                           const std::string& reader, CppConstants& constants) {
  if (!function.output) return "";
  const ReadValue output{.type = *function.output, .constraints = {}, .name = function.output_name};
  std::string text;
  for (const CppForm& form : cpp_forms(api, output, "vgen::json::", constants))
    text += ", " + constants.form(form, output.name);
  return !text.empty() && reader.empty() ? ", codegen::no_input" + text : text;
}

View parameters_reader(const model::ApiModel& api, const model::Struct& record,
                       const std::vector<model::Binding>& bindings, const std::string& name,
                       CppConstants& constants) {
  ViewList statements;
  for (const Binding& binding : bindings)
    statements.push_back(View{{"text", parameter_statement(api, record, binding, constants)}});
  View reader{{"name", name}, {"cpp", record.cpp}};
  reader.set("has_body_fields", false);
  reader.set("is_empty", statements.empty());
  reader.set("statements", std::move(statements));
  return reader;
}

namespace {

/// What the wiring says of an endpoint: `{.name = "getTodo"}`.
std::string endpoint_settings(const HttpRoute& operation) {
  std::vector<std::string> members = {".name = " + cpp_string(operation.wire_name)};
  if (operation.policy.needs_session) members.emplace_back(".session = vgen::SessionUse::required");
  if (operation.policy.timeout != 0)
    members.push_back(fmt::format(".timeout = {}", operation.policy.timeout));
  if (operation.policy.blocking) members.emplace_back(".blocking = true");
  for (std::string& member : guard_members(operation.policy.guards))
    members.push_back(std::move(member));
  return fmt::format("{{{}}}", fmt::join(members, ", "));
}

/// The day that a text begins with: "2026-12-01 Use getTodo." None if it begins with other text.
std::optional<std::chrono::sys_days> day_of(const std::string& text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int read = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &read) != 3 || read != 10)
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

/// The fields that every answer of an old function has: `Deprecation` (RFC 9745) says since when,
/// and `Sunset` (RFC 8594) until when. Without a day in the comment, the first one is long ago.
std::string header_lines(const model::Documentation& documentation) {
  std::string lines;
  if (documentation.deprecated) {
    const std::chrono::sys_seconds since =
        day_of(documentation.deprecation).value_or(std::chrono::sys_days());
    lines += fmt::format("Deprecation: @{}\r\n", since.time_since_epoch().count());
  }
  if (const auto day = day_of(documentation.sunset))
    lines += fmt::format("Sunset: {:%a, %d %b %Y %H:%M:%S} GMT\r\n",
                         fmt::gmtime(std::chrono::system_clock::to_time_t(*day)));
  return lines;
}

std::string http_row(const model::ApiModel& api, const HttpRoute& operation,
                     const std::string& arguments) {
  std::vector<std::string> members = {
      fmt::format(".endpoint = {}", endpoint_settings(operation)),
      fmt::format(".method = vgen::Method::{}", names_of(operation.method).cpp),
      fmt::format(".path = {}", cpp_string(operation.path)),
  };
  if (operation.multipart) members.emplace_back(".body = vgen::BodyKind::multipart");
  if (operation.form) members.emplace_back(".body = vgen::BodyKind::form");
  if (!operation.body_types.empty()) members.emplace_back(".body = vgen::BodyKind::media");
  if (operation.status != 200) members.push_back(fmt::format(".status = {}", operation.status));
  if (operation.policy.body_limit != 0)
    members.push_back(fmt::format(".body_limit = {}", operation.policy.body_limit));
  if (const std::string lines = header_lines(api.functions[operation.function].documentation);
      !lines.empty())
    members.push_back(".headers = " + cpp_string(lines));
  const auto add_types = [&](std::string_view name, const std::vector<std::string>& types) {
    if (types.empty()) return;
    members.push_back(
        fmt::format(".{} = {}", name, cpp_string(fmt::format("{}", fmt::join(types, ", ")))));
  };
  add_types("body_types", operation.body_types);
  add_types("answer_types", operation.answer_types);
  const std::string head = fmt::format("codegen::http_row<{}{}>(",
                                       callee(api, api.functions[operation.function]), arguments);
  return cpp_braced(head, members, "),");
}

/// The form of an output that is a text or bytes.
std::string media_argument(const std::string& reader) {
  return reader.empty() ? ", codegen::no_input, codegen::as_media" : ", codegen::as_media";
}

}  // namespace

ServerView server_view(const model::ApiModel& api, const std::vector<std::size_t>& doors,
                       CppConstants& constants) {
  ReaderBuilder builder(api, constants);
  ServerView view;
  const auto add = [&](const HttpRoute& route) {
    const std::string reader = builder.reader_argument(route, view.readers);
    const model::Function& function = api.functions[route.function];
    const bool is_media = !route.answer_types.empty() && function.output;
    const std::string arguments =
        reader +
        (is_media ? media_argument(reader) : form_arguments(api, function, reader, constants));
    view.http_rows.push_back(View{{"text", http_row(api, route, arguments)}});
  };
  for (const std::size_t index : doors) std::visit(add, api.doors[index]);
  return view;
}

ViewList problems_view(const model::ApiModel& api,
                       const std::vector<model::FunctionIndex>& functions) {
  ViewList list;
  std::set<model::StructIndex> seen;
  for (const model::FunctionIndex index : functions) {
    for (const model::DeclaredError& error : api.functions[index].errors) {
      if (!seen.insert(error.type).second) continue;
      list.push_back(View{{"cpp", api.structs[error.type].cpp},
                          {"text", fmt::format("{{{}, {}}}", cpp_string(error.problem_type),
                                               cpp_string(error.title))}});
    }
  }
  return list;
}

namespace {

std::string result_type(const model::ApiModel& api, const model::Function& function) {
  const bool returns = function.output && function.kind == model::FunctionKind::api;
  std::string result = returns ? api.types[*function.output].cpp : "void";
  if (function.has_result) {
    for (const model::DeclaredError& error : function.errors)
      result += ", " + api.structs[error.type].cpp;
    result = fmt::format("vgen::Result<{}>", result);
  }
  return function.is_task ? fmt::format("vgen::Task<{}>", result) : result;
}

/// The session's parameter with a comma before it; empty if the function takes none.
std::string session_parameter(const model::ApiModel& api, const model::Function& function,
                              std::string_view name) {
  switch (function.session) {
    case model::SessionUse::none: return "";
    case model::SessionUse::required: return fmt::format(", {}&{}", api.session, name);
    case model::SessionUse::optional: return fmt::format(", const {}*{}", api.session, name);
  }
  return "";
}

/// `std::move(input.id)`; what is as cheap to copy is copied.
std::string moved(const model::ApiModel& api, const model::Field& field) {
  const auto& kind = api.types[field.type].kind;
  const bool is_plain = std::holds_alternative<model::Boolean>(kind) ||
                        std::holds_alternative<model::Integer>(kind) ||
                        std::holds_alternative<model::Float>(kind) ||
                        std::holds_alternative<model::EnumReference>(kind);
  return fmt::format(fmt::runtime(is_plain ? "input.{}" : "std::move(input.{})"), field.name);
}

/// Whether it is a handler, which gets the channel.
bool of_channel(const model::Function& function) {
  return function.kind == model::FunctionKind::channel_open ||
         function.kind == model::FunctionKind::channel_close ||
         function.kind == model::FunctionKind::channel_message;
}

}  // namespace

FunctionType function_type(const model::ApiModel& api, const model::Function& function) {
  FunctionType type{.result = result_type(api, function), .parameters = {api.services + "&"}};
  if (of_channel(function)) {
    const std::string out = function.output ? api.types[*function.output].cpp : "void";
    type.parameters.push_back(fmt::format("vgen::Channel<{}, {}>&", out, api.session));
  }
  if (const model::Struct* input = inline_input(api, function)) {
    for (const model::Field& field : input->fields)
      type.parameters.push_back(api.types[field.type].cpp);
  } else if (function.input) {
    type.parameters.push_back(api.types[*function.input].cpp);
  }
  if (function.session == model::SessionUse::required) type.parameters.push_back(api.session + "&");
  if (function.session == model::SessionUse::optional)
    type.parameters.push_back(fmt::format("const {}*", api.session));
  if (function.kind == model::FunctionKind::subscription)
    type.parameters.push_back(fmt::format("vgen::Stream<{}>&", api.types[*function.output].cpp));
  return type;
}

const model::Struct* inline_input(const model::ApiModel& api, const model::Function& function) {
  return function.inline_input ? input_struct(api, function) : nullptr;
}

std::string callee(const model::ApiModel& api, const model::Function& function) {
  if (!inline_input(api, function)) return function.cpp;
  return "call_" + snake_case(function.type_name);
}

ViewList calls_view(const model::ApiModel& api,
                    const std::vector<model::FunctionIndex>& functions) {
  ViewList list;
  for (const model::FunctionIndex index : functions) {
    const model::Function& function = api.functions[index];
    const model::Struct* input = inline_input(api, function);
    if (!input) continue;
    std::vector<std::string> arguments = {"services"};
    for (const model::Field& field : input->fields) arguments.push_back(moved(api, field));
    if (function.session != model::SessionUse::none) arguments.emplace_back("session");
    const std::string head = fmt::format(
        "{} {}({}& services, {} input{}) {{", result_type(api, function), callee(api, function),
        api.services, input->cpp, session_parameter(api, function, " session"));
    list.push_back(View{{"name", function.name},
                        {"head", head},
                        {"text", cpp_call("return " + function.cpp, arguments, ";")}});
  }
  return list;
}

}  // namespace vgen::tool::emit
