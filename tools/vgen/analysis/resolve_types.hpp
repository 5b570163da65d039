#pragma once

#include "tools/vgen/analysis/workspace.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vgen::analysis {

/// Where a type stands, which decides what is allowed there.
enum class Position {
  whole,   ///< A whole input or result.
  member,  ///< Of a struct: the only place for `std::optional`.
  item,    ///< Of a list, a set, a map, an optional.
};

/// A use of a type, for diagnostics.
struct TypeUse {
  SourceRange range;  ///< What is underlined.
  Position position = Position::member;
};

/// Follows aliases, the author's and vgen's, to what they stand for.
const frontend::DeclaredType& behind_aliases(const frontend::DeclaredType& type);

bool is_void(const frontend::DeclaredType& type);

/// Turns declared types into rows of the model's type table, and fills in the structs, enums and aliases that they reach. Faults are
/// reported once, at the first member that leads there, with the way from the function as a note.
class TypeResolver {
 public:
  explicit TypeResolver(Workspace& workspace) : workspace_(workspace) {}

  /// Begins a way: `POST /trees: input`.
  void start_at(std::string root);

  /// The type's row, or `unresolved` after a report.
  model::TypeIndex resolve(const frontend::DeclaredType& type, const TypeUse& use);

  /// The row of a type that is made by vgen or known to be new or equal.
  model::TypeIndex intern(model::Type type);

  /// Reports a fault of a type that `use` names.
  void refuse(Rule rule, const TypeUse& use, std::string message, std::string help);

 private:
  [[nodiscard]] Diagnostic fault(Rule rule, const TypeUse& use, std::string message, std::string help) const;
  model::TypeIndex refuse_callback(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_builtin(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_named(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_enumeration(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_alias(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_library(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_string(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_optional(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_sequence(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_set(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_map(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_time_point(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_record(const frontend::DeclaredRecord& record, const TypeUse& use);
  model::TypeIndex resolve_item(const frontend::DeclaredType& type, const TypeUse& use, std::string_view suffix);
  bool is_kept(const frontend::DeclaredAlias& alias, const frontend::DeclaredType& target);
  bool accepts_record(const frontend::DeclaredRecord& record, const TypeUse& use);
  model::StructIndex add_struct(const frontend::DeclaredRecord& record);
  void add_fields(const frontend::DeclaredRecord& record, model::StructIndex index, std::vector<model::Field>& fields);
  void add_bases(const frontend::DeclaredRecord& record, model::StructIndex index, std::vector<model::Field>& fields);
  model::Field make_field(const frontend::DeclaredField& declared);

  Workspace& workspace_;
  std::string root_;
  std::vector<std::string> steps_;  ///< `Tree.root`, `Node.children[]`
};

}  // namespace vgen::analysis
