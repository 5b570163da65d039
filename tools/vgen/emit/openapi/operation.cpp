#include "tools/vgen/emit/openapi/operation.hpp"

#include "tools/vgen/emit/openapi/security.hpp"
#include "tools/vgen/emit/openapi/stream.hpp"
#include "tools/vgen/emit/wire_facts.hpp"
#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"
#include "tools/vgen/support/unicode.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

namespace vgen::tool::emit {
namespace {

using model::Place;

std::string with_capital(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string_view place_name(Place place) {
  switch (place) {
    case Place::path: return "path";
    case Place::query: return "query";
    case Place::header: return "header";
    case Place::cookie: return "cookie";
    case Place::body: break;
  }
  return "body";
}

Json parameter(const model::ApiModel& api, const model::Field& field, const model::Binding& binding,
               SchemaPrinter& printer) {
  Json parameter = {{"name", binding.name}, {"in", place_name(binding.place)}};
  if (std::string text = parameter_description(api, field); !text.empty())
    parameter["description"] = std::move(text);
  if (binding.place == Place::path || field.required_in_input()) parameter["required"] = true;
  if (field.documentation.deprecated) parameter["deprecated"] = true;
  if (std::holds_alternative<model::List>(plain_type(api, field.type)->kind)) {
    const bool repeated = binding.place == Place::query;  // ?tag=a&tag=b; elsewhere a,b
    parameter["style"] = repeated || binding.place == Place::cookie ? "form" : "simple";
    parameter["explode"] = repeated;
  }
  parameter["schema"] = printer.undocumented_field(field, Direction::input);
  return parameter;
}

/// OpenAPI cannot say that a parameter takes the rest of the path.
void mark_rest(Json& parameter) {
  std::string text = parameter.value("description", "");
  if (!text.empty()) text += "\n\n";
  parameter["description"] = text + "It takes the rest of the path, with its slashes.";
  parameter["x-rest"] = true;
}

/// The closed object of the fields that are read from the body.
Json body_fields(const model::HttpRoute& operation, const model::Struct& input,
                 SchemaPrinter& printer) {
  std::vector<const model::Field*> fields;
  std::vector<std::string> names;
  for (const model::Binding& binding : operation.bindings) {
    if (binding.place != Place::body) continue;
    fields.push_back(&input.fields.at(binding.field));
    names.push_back(binding.name);
  }
  Json schema = Json::object();
  append_documentation(schema, input.documentation);
  printer.append_object(schema, fields, Direction::input, names);
  return schema;
}

/// The media types of the parts that are not plain texts.
Json encoding(const model::ApiModel& api, const model::HttpRoute& operation) {
  const model::Struct& input = *input_struct(api, api.functions.at(operation.function));
  Json parts = Json::object();
  for (const model::Binding& binding : operation.bindings) {
    if (binding.place != Place::body) continue;
    const model::TypeIndex type = input.fields.at(binding.field).type;
    const auto* list = std::get_if<model::List>(&plain_type(api, type)->kind);
    const bool is_text =
        is_scalar(value_kind(api, list != nullptr ? list->item : type)) && !accepts_null(api, type);
    if (is_text) continue;
    parts[binding.name]["contentType"] =
        model::holds_file(api, type) ? "application/octet-stream" : "application/json";
  }
  return parts;
}

/// The members of an example that are read from the body, with the names that they have there.
Json body_example(const model::HttpRoute& operation, const model::Struct& input,
                  const Json& example) {
  Json body = Json::object();
  for (const model::Binding& binding : operation.bindings) {
    const std::string& name = input.fields.at(binding.field).wire_name;
    if (binding.place == Place::body && example.contains(name))
      body[binding.name] = example.at(name);
  }
  return body;
}

/// The schema of a body or an answer that is a text or bytes. For bytes nothing can be said.
Json media_schema(const model::ApiModel& api, model::TypeIndex type, Json schema) {
  return is_text(api, type) ? schema : Json::object();
}

/// The same content for each of these media types.
Json media_content(const std::vector<std::string>& types, const Json& schema) {
  Json content = Json::object();
  for (const std::string& type : types) {
    content[type] = Json::object();
    if (!schema.empty()) content[type]["schema"] = schema;
  }
  return content;
}

Json request_body(const model::ApiModel& api, const model::HttpRoute& operation,
                  OpenApiComponents& components) {
  const model::Function& function = api.functions.at(operation.function);
  Json schema;
  Json example = example_from(function.input_example);
  if (operation.body == model::BodyUse::whole && !operation.multipart) {
    schema = components.printer().type(function.input.value(), Direction::input);
  } else if (operation.body == model::BodyUse::member) {
    const model::Field& member = body_field(api, operation);
    schema = components.printer().body(member);
    example = example.contains(member.wire_name) ? Json(example.at(member.wire_name)) : Json();
  } else {
    if (!example.is_null())
      example = body_example(operation, *input_struct(api, function), example);
    const std::string name = with_capital(operation.wire_name) + "Body";
    schema = components.schema_reference(
        name, body_fields(operation, *input_struct(api, function), components.printer()));
  }
  Json body = Json::object();
  if (operation.body_required) body["required"] = true;
  Json& content = body["content"];
  if (!operation.body_types.empty()) {
    content = media_content(operation.body_types,
                            media_schema(api, body_type(api, operation), std::move(schema)));
  } else if (operation.multipart) {
    Json& form = content["multipart/form-data"];
    form["schema"] = std::move(schema);
    form["encoding"] = encoding(api, operation);
  } else {
    if (operation.form) content["application/x-www-form-urlencoded"]["schema"] = schema;
    content["application/json"] = media_type(std::move(schema), std::move(example));
  }
  return body;
}

/// The media types of bodies and answers say what these headers are. OpenAPI has no parameters for
/// them.
bool is_negotiated(const model::Binding& binding) {
  const std::string name = ascii_lower(binding.name);
  return binding.place == Place::header && (name == "accept" || name == "content-type");
}

Json parameters(const model::ApiModel& api, const model::HttpRoute& operation,
                SchemaPrinter& printer) {
  const Json example = example_from(api.functions.at(operation.function).input_example);
  Json list = Json::array();
  for (const model::Binding& binding : operation.bindings) {
    if (binding.place == Place::body || is_negotiated(binding)) continue;
    const model::Struct& input = *input_struct(api, api.functions.at(operation.function));
    const model::Field& field = input.fields.at(binding.field);
    list.push_back(parameter(api, field, binding, printer));
    if (example.contains(field.wire_name)) list.back()["example"] = example.at(field.wire_name);
    if (binding.place == Place::path && model::takes_rest(operation) &&
        binding.name == operation.path_parameters.back())
      mark_rest(list.back());
  }
  if (is_stream(api, operation)) list.push_back(openapi_last_event_id());
  return list;
}

}  // namespace

Json example_from(const std::string& text) {
  return text.empty() ? Json() : json_from_text(text);
}

Json media_type(Json schema, Json example) {
  Json printed = {{"schema", std::move(schema)}};
  if (!example.is_null()) printed["example"] = std::move(example);
  return printed;
}

std::vector<std::string> openapi_tags(const model::ApiModel& api,
                                      const model::HttpRoute& operation) {
  return operation.policy.tags.empty() ? std::vector{api.information.title} : operation.policy.tags;
}

Json openapi_answer_content(const model::ApiModel& api, const model::HttpRoute& operation,
                            OpenApiComponents& components) {
  const model::Function& function = api.functions.at(operation.function);
  if (!operation.answer_types.empty()) {
    const Json schema =
        function.output
            ? media_schema(api, *function.output,
                           components.printer().type(*function.output, Direction::output))
            : Json::object();
    return media_content(operation.answer_types, schema);
  }
  Json content;
  if (function.output)
    content["application/json"] =
        media_type(components.printer().type(*function.output, Direction::output),
                   example_from(function.output_example));
  return content;
}

Json openapi_operation(const model::ApiModel& api, const model::HttpRoute& operation,
                       OpenApiComponents& components) {
  model::Documentation documentation = api.functions.at(operation.function).documentation;
  if (documentation.summary.empty()) documentation.summary = with_capital(words_of(operation.name));
  Json printed = Json::object();
  printed["tags"] = openapi_tags(api, operation);
  printed["summary"] = documentation.summary;
  printed["description"] = description_text(documentation);
  printed["operationId"] = operation.wire_name;
  if (documentation.deprecated) printed["deprecated"] = true;
  if (!documentation.sunset.empty()) printed["x-sunset"] = documentation.sunset;
  if (Json list = parameters(api, operation, components.printer()); !list.empty())
    printed["parameters"] = std::move(list);
  if (operation.body != model::BodyUse::none)
    printed["requestBody"] = request_body(api, operation, components);
  if (Json security = openapi_security(api, operation); !security.is_null())
    printed["security"] = std::move(security);
  printed["responses"] = openapi_responses(api, operation, components);
  return printed;
}

}  // namespace vgen::tool::emit
