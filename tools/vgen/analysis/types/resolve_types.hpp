#pragma once

#include "tools/vgen/analysis/workspace.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::analysis {

/// The place of a type, which decides what is allowed there.
enum class Position {
  whole,   ///< A whole input or result.
  member,  ///< A member of a struct: the only place for `std::optional`.
  item,    ///< An item of a list, a set, a map, an optional.
};

/// A use of a type, for diagnostics.
struct TypeUse {
  SourceRange range;  ///< The underlined range.
  Position position = Position::member;
};

/// The place that gives a variant without an alias its name.
struct VariantOwner {
  std::optional<model::StructIndex> record;  ///< With `member`. Otherwise a side of the function.
  const frontend::DeclaredField* member = nullptr;
  model::FunctionIndex function = 0;
  bool is_input = false;
  unsigned variants = 0;  ///< The number of variants there so far.
};

/// Follows aliases, the author's and vgen's, to their targets.
const frontend::DeclaredType& behind_aliases(const frontend::DeclaredType& type);

/// Whether a list of names has the name.
inline bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

bool is_void(const frontend::DeclaredType& type);

/// Whether a member of a type may be left out: `std::optional`, `vgen::Patch`.
bool can_be_absent(const frontend::DeclaredType& type);

/// Turns declared types into rows of the model's type table, and fills in the structs, enums and
/// aliases that they reach. Faults are reported once, at the first member that reaches them, with
/// the path from the function as a note.
class TypeResolver {
 public:
  explicit TypeResolver(Workspace& workspace) : workspace_(workspace) {}

  /// Begins a path: `POST /trees: input`.
  void start_at(std::string root, VariantOwner owner);

  /// The row of a type, or `unresolved` after a fault was reported.
  model::TypeIndex resolve(const frontend::DeclaredType& type, const TypeUse& use);

  /// The row of a type that vgen makes, or that is known to be new or equal.
  model::TypeIndex intern(model::Type type);

  /// Reports a fault of a type that `use` names.
  void refuse(Rule rule, const TypeUse& use, std::string message, std::string help);

 private:
  [[nodiscard]] Diagnostic fault(Rule rule, const TypeUse& use, std::string message,
                                 std::string help) const;
  model::TypeIndex refuse_callback(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_builtin(const frontend::DeclaredType& type, const TypeUse& use);
  void check_arguments(const frontend::DeclaredType& type, const frontend::DeclaredRecord& record,
                       const TypeUse& use);
  model::TypeIndex resolve_named(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_enumeration(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_alias(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_library(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_string(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_optional(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_sequence(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_set(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_map(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_leaf(const frontend::DeclaredType& type);
  model::TypeIndex resolve_nullable(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_patch(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_box(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_tuple(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_bytes(const frontend::DeclaredType& type);
  model::TypeIndex resolve_duration(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_time_point(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_variant(const frontend::DeclaredType& type, const TypeUse& use,
                                   const frontend::DeclaredAlias* alias);
  model::VariantIndex add_variant(const frontend::DeclaredType& type, const TypeUse& use,
                                  const frontend::DeclaredAlias* alias);
  bool add_alternatives(model::VariantIndex index, const frontend::DeclaredType& type,
                        const TypeUse& use);
  bool can_be_absent_here(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_present(const frontend::DeclaredType& type, const TypeUse& use);
  model::TypeIndex resolve_record(const frontend::DeclaredRecord& record, const TypeUse& use);
  model::TypeIndex resolve_item(const frontend::DeclaredType& type, const TypeUse& use,
                                std::string_view suffix);
  bool is_kept(const frontend::DeclaredAlias& alias, const frontend::DeclaredType& target);
  bool accepts_record(const frontend::DeclaredRecord& record, const TypeUse& use);
  model::StructIndex add_struct(const frontend::DeclaredRecord& record);
  void add_fields(const frontend::DeclaredRecord& record, model::StructIndex index,
                  std::vector<model::Field>& fields);
  void add_bases(const frontend::DeclaredRecord& record, model::StructIndex index,
                 std::vector<model::Field>& fields);
  model::Field make_field(const frontend::DeclaredField& declared, model::StructIndex record);

  Workspace& workspace_;
  VariantOwner owner_;
  std::string root_;
  std::vector<std::string> steps_;  ///< `Tree.root`, `Node.children[]`
};

}  // namespace vgen::tool::analysis
