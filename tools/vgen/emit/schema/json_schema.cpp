#include "tools/vgen/emit/schema/json_schema.hpp"

#include "tools/vgen/emit/schema/ascii_names.hpp"
#include "tools/vgen/emit/schema/problem_schema.hpp"
#include "tools/vgen/emit/schema/schema.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace vgen::tool::emit {
namespace {

/// Makes the documents, each with all schemas that it needs, so that a file can be used without the
/// others.
class Documents {
 public:
  explicit Documents(const model::ApiModel& api) : api_(api) {}

  void add_function(const model::Function& function) {
    if (function.input) add_alias(function.input_name, *function.input, Direction::input);
    if (function.output) add_alias(function.output_name, *function.output, Direction::output);
    for (const model::DeclaredError& error : function.errors) add_problem(error);
  }

  /// Topics have no names for their messages and members.
  void add_topic(const model::Topic& topic) {
    types_.type(topic.type, Direction::output);
    if (topic.presence) types_.type(*topic.presence, Direction::output);
  }

  /// Adds the types that functions and topics reach. They come last, but their names have priority
  /// over those of aliases.
  std::vector<GeneratedFile> finish() {
    for (const auto& [name, schema] : types_.definitions()) {
      SchemaPrinter printer = make_printer(name);
      documents_[name] = document(name, printer.definition(types_.referred().at(name)), printer);
    }
    std::vector<GeneratedFile> files;
    for (const auto& [name, json] : documents_)
      files.push_back({"json_schema/" + file_name(name) + ".schema.json", print_json(json)});
    return files;
  }

 private:
  /// Some file systems take `Todo` and `todo` for one name, so the second one gets a number.
  std::string file_name(const std::string& name) {
    const auto folded = [](std::string text) {
      std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      });
      return text;
    };
    std::string free = name;
    for (int number = 2; !files_.insert(folded(free)).second; ++number)
      free = name + "-" + std::to_string(number);
    return free;
  }

  [[nodiscard]] SchemaPrinter make_printer(std::string root) const {
    return {api_, {.prefix = "#/$defs/", .root = std::move(root)}};
  }

  void add_alias(const std::string& name, model::TypeIndex type, Direction direction) {
    types_.type(type, direction);
    SchemaPrinter printer = make_printer(name);
    documents_[name] = document(name, printer.type(type, direction), printer);
  }

  void add_problem(const model::DeclaredError& error) {
    problem_schema(types_, api_, error);
    const std::string name = problem_name(api_, error);
    SchemaPrinter printer = make_printer(name);
    documents_[name] = document(name, problem_schema(printer, api_, error), printer);
  }

  [[nodiscard]] Json document(const std::string& name, const Json& schema,
                              SchemaPrinter& printer) const {
    Json json = Json::object();
    json["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    json["$id"] = "urn:vgen:schema:" + api_.urn + ":" +
                  name;  // a namespace may contain `_`, which is not allowed after `urn:`
    json.update(schema);
    for (auto& [defined, definition] : printer.definitions())
      json["$defs"][defined] = std::move(definition);
    return json;
  }

  const model::ApiModel& api_;
  SchemaPrinter types_{api_, {.prefix = {}, .root = {}}};
  std::map<std::string, Json> documents_;
  std::set<std::string> files_;  ///< In lower case.
};

}  // namespace

std::vector<GeneratedFile> emit_json_schema(const model::ApiModel& api, const EmitOptions&) {
  const std::optional<model::ApiModel> renamed = with_ascii_names(api);
  Documents documents(renamed ? *renamed : api);
  for (const model::Function& function : (renamed ? *renamed : api).functions)
    documents.add_function(function);
  for (const model::Topic& topic : (renamed ? *renamed : api).topics) documents.add_topic(topic);
  return documents.finish();
}

}  // namespace vgen::tool::emit
