#pragma once

#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/emit/schema/documentation.hpp"
#include "tools/vgen/emit/schema/names.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace vgen::tool::emit {

/// The rules of a document that schemas are written for.
struct SchemaStyle {
  enum class Dialect {
    draft_2020_12,
    draft_07,  ///< Nothing may be beside a `$ref`, so a reference with limits or documentation is
               ///< wrapped in `allOf`.
  };
  /// How a choice of tagged objects names the member that holds the tag. The tags themselves are
  /// constants in the schemas of the objects.
  enum class Discriminator {
    none,    ///< JSON Schema has no keyword for it.
    object,  ///< As in OpenAPI, with the schema of each tag.
    name,    ///< As in AsyncAPI: the name alone.
  };

  Dialect dialect = Dialect::draft_2020_12;
  Discriminator discriminator = Discriminator::none;
  std::string prefix;  ///< The prefix of references: `#/components/schemas/`
  std::string root;    ///< The name of the schema that is the document itself, with the reference
                       ///< `#`; empty if there is none.

  /// The keyword for the digits of a time, which `format` does not limit: `pattern`, or `x-pattern`
  /// in documents from which programs make example values. They would ignore the format and make
  /// texts that only match the pattern.
  std::string time_pattern = "pattern";

  bool operator==(const SchemaStyle&) const = default;
};

/// Prints types as JSON Schema: exactly what the generated validators accept (input) and the
/// serializers write (output).
///
/// Named types become references. The printer records them, so that a document contains only the
/// schemas that it uses.
class SchemaPrinter {
 public:
  /// `api` must outlive the printer.
  SchemaPrinter(const model::ApiModel& api, SchemaStyle style);

  /// The schema of a value of a type, without documentation: of an array item, of a whole body.
  Json type(model::TypeIndex type, Direction direction);

  /// The schema of a member, with its limits, and its default in input.
  Json field(const model::Field& field, Direction direction);
  /// The schema of a field whose value is the body of a request.
  Json body(const model::Field& field);

  /// The same without description and deprecation, for places that have them elsewhere (OpenAPI's
  /// parameters).
  Json undocumented_field(const model::Field& field, Direction direction);

  /// A closed object of these fields, added to the object that `schema` may already have.
  /// `wire_names` may replace their names, one per field.
  void append_object(Json& schema, const std::vector<const model::Field*>& fields,
                     Direction direction, std::span<const std::string> wire_names = {});

  /// The schema for the name of a type.
  Json definition(const NamedType& named);

  /// A reference to a type's schema.
  Json reference(const NamedType& named);

  /// The schemas of all types with references, direct or through other types, except the root.
  std::map<std::string, Json> definitions();

  /// The types with references so far, by the names of their schemas.
  [[nodiscard]] const std::map<std::string, NamedType>& referred() const { return referred_; }

  [[nodiscard]] const SchemaStyle& style() const { return style_; }

 private:
  struct Description;

  Json member(const model::Field& field, Direction direction, bool takes_null);
  Json describe(model::TypeIndex type, Direction direction, const Description& description);
  Json described_reference(const NamedType& named, model::TypeIndex type,
                           const Description& description);
  Json reference_or_null(const NamedType& named, model::TypeIndex type,
                         const Description& description);
  Json definition_of(const model::EnumReference& reference, Direction direction);
  Json definition_of(const model::AliasReference& reference, Direction direction);
  Json definition_of(const model::StructReference& reference, Direction direction);
  Json definition_of(const model::VariantReference& reference, Direction direction);
  Json definition_of(const AlternativeReference& reference, Direction direction);

  const model::ApiModel& api_;
  SchemaStyle style_;
  std::map<std::string, NamedType> referred_;
};

}  // namespace vgen::tool::emit
