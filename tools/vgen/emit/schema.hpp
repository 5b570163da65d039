#pragma once

#include "tools/vgen/emit/json_value.hpp"
#include "tools/vgen/emit/schema_names.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace vgen::emit {

/// The rules of a document that schemas are written for.
struct SchemaStyle {
  enum class Dialect {
    draft_2020_12,
    draft_07,  ///< Nothing may stand beside a `$ref`, so a reference with limits or documentation is wrapped in `allOf`.
  };

  Dialect dialect = Dialect::draft_2020_12;
  std::string prefix;  ///< Of references: `#/components/schemas/`
  std::string root;    ///< The name of the schema that is the document itself and is referred to as `#`; empty for none.

  bool operator==(const SchemaStyle&) const = default;
};

/// Prints types as JSON Schema: exactly what the generated validators accept (input) and the serializers write (output).
///
/// Named types become references; the printer remembers them, so that a document holds just the schemas that it uses.
class SchemaPrinter {
 public:
  /// `api` must outlive the printer.
  SchemaPrinter(const model::ApiModel& api, SchemaStyle style);

  /// The schema of a value of a type, without documentation: of an array item, of a whole body.
  Json type(model::TypeIndex type, Direction direction);

  /// The schema of a member, with its limits, and its default in input.
  Json field(const model::Field& field, Direction direction);

  /// The same without description and deprecation, for places that have them elsewhere (OpenAPI's parameters).
  Json undocumented_field(const model::Field& field, Direction direction);

  /// A closed object of these fields, appended to `schema`. `wire_names` may replace theirs, one a field.
  void append_object(Json& schema, const std::vector<const model::Field*>& fields, Direction direction,
                     std::span<const std::string> wire_names = {});

  /// The schema that stands under a type's name.
  Json definition(const NamedType& named);

  /// A reference to a type's schema.
  Json reference(const NamedType& named);

  /// The schemas of all types that were referred to, directly or by one another, except the root.
  std::map<std::string, Json> definitions();

  /// The types that were referred to so far, by the names of their schemas.
  [[nodiscard]] const std::map<std::string, NamedType>& referred() const { return referred_; }

 private:
  struct Description;

  Json describe(model::TypeIndex type, Direction direction, const Description& description);
  Json described_reference(const NamedType& named, model::TypeIndex type, const Description& description);
  void append_kind(Json& schema, model::TypeIndex type, Direction direction, const model::Constraints& constraints);

  const model::ApiModel& api_;
  SchemaStyle style_;
  std::map<std::string, NamedType> referred_;
};

/// Title, description and deprecation of what a doc comment says.
void append_documentation(Json& schema, const model::Documentation& documentation);

/// Summary, description and the reason of a deprecation as paragraphs of Markdown; empty if there is nothing to say.
std::string description_text(const model::Documentation& documentation);

}  // namespace vgen::emit
