#include "test/unit/emit/types_model.hpp"
#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/emit/schema/schema.hpp"

#include <exception>
#include <iostream>
#include <utility>

/// Prints the schemas of every type in each dialect, so that validators can check them.
namespace {

using vgen::tool::emit::Json;
using vgen::tool::emit::SchemaStyle;

Json schema_of_every_type(SchemaStyle style) {
  const vgen::tool::model::ApiModel api = vgen::tool::test::types_model();
  vgen::tool::emit::SchemaPrinter printer(api, std::move(style));
  const auto direction = vgen::tool::emit::Direction::input;
  Json schema = printer.type(api.functions.front().input.value(), direction);
  for (auto& [name, definition] : printer.definitions())
    schema["$defs"][name] = std::move(definition);
  return schema;
}

}  // namespace

int main() try {
  Json schemas = Json::object();
  schemas["draft_2020_12"] = schema_of_every_type({.prefix = "#/$defs/", .root = {}});
  schemas["draft_07"] = schema_of_every_type({.dialect = SchemaStyle::Dialect::draft_07,
                                              .discriminator = SchemaStyle::Discriminator::name,
                                              .prefix = "#/$defs/",
                                              .root = {}});
  schemas["draft_2020_12"]["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  schemas["draft_07"]["$schema"] = "http://json-schema.org/draft-07/schema#";
  std::cout << vgen::tool::emit::print_json(schemas);
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
