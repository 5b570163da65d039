#pragma once

#include "tools/vgen/analysis/analyse.hpp"
#include "tools/vgen/analysis/wiring/written_channel.hpp"
#include "tools/vgen/analysis/wiring/written_doors.hpp"
#include "tools/vgen/analysis/wiring/written_rpc.hpp"
#include "tools/vgen/analysis/wiring/written_schedule.hpp"
#include "tools/vgen/analysis/wiring/written_security.hpp"
#include "tools/vgen/support/rules.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace vgen::tool::analysis {

using model::unresolved;

/// Where a member of a struct comes from: a field, or an argument of an inline input.
struct FieldOrigin {
  const frontend::DeclaredField* field = nullptr;  ///< None for an argument.
  std::string documentation;                       ///< Of an argument: its `@param`.
};

/// Where a variant comes from, which names it and holds its tags.
struct VariantOrigin {
  const frontend::DeclaredAlias* alias =
      nullptr;  ///< Of the author's; null where the type stands without a name.
  std::optional<model::StructIndex>
      record;  ///< Whose member it stands in; else it stands in a side of a function.
  const frontend::DeclaredField* member = nullptr;  ///< Null for an argument of an inline input.
  model::FunctionIndex function = 0;
  bool is_input = false;
  unsigned number = 1;  ///< Among the variants there.
};

/// What the passes hand on to each other: the model as far as it is made, and for its entries the
/// declarations behind them. Indices stay valid until `order_model`, the last pass.
struct Workspace {
  const frontend::DeclaredApi& declared;
  const AnalysisOptions& options;
  Diagnostics& diagnostics;
  model::ApiModel api{};
  /// Channels keep the session as JSON, also if no scheme carries it.
  bool channels_keep_session = true;

  std::vector<WrittenDoor> doors{};
  std::vector<WrittenChannel> channels{};
  std::vector<WrittenTopic> topics{};
  std::vector<WrittenRpcRoute> rpc{};
  std::vector<WrittenSchedule> schedules{};
  WrittenSecurity security{};
  WrittenPolicy global{};                      ///< The permissions and middleware of the whole API.
  std::vector<std::string> wired_functions{};  ///< By C++ name.

  std::map<std::string, model::StructIndex> struct_of{};  ///< By `DeclaredRecord::cpp`.
  std::map<std::string, model::EnumIndex> enum_of{};      ///< By name.
  std::map<std::string, model::AliasIndex> alias_of{};    ///< By name.
  std::map<std::string, model::VariantIndex>
      variant_of{};  ///< Of variants with an alias, by its name.
  std::map<std::string, model::FunctionIndex> function_of{};  ///< By C++ name.
  std::map<std::string, model::TopicIndex> topic_of{};        ///< By C++ name.

  std::set<const frontend::DeclaredAlias*>
      transparent_aliases{};  ///< Of structs, `std::optional` and the like: they cannot carry tags.

  // One entry for each of the model's table.
  std::vector<const frontend::DeclaredRecord*> records{};  ///< Null for an inline input.
  std::vector<std::vector<FieldOrigin>> origins{};         ///< Of the fields of each struct.
  std::vector<const frontend::DeclaredEnum*> enums{};
  std::vector<const frontend::DeclaredAlias*> aliases{};
  std::vector<VariantOrigin> variants{};
  std::vector<const frontend::DeclaredFunction*> functions{};
  std::vector<std::string>
      operation_names{};  ///< Of each function: `get_todo`, `billing_get_todo` where names clash.

  void report(Diagnostic diagnostic) { diagnostics.report(std::move(diagnostic)); }
};

/// Adds a note with a place.
inline Diagnostic with_note(Diagnostic diagnostic, std::string message, SourceRange range) {
  diagnostic.notes.push_back({.message = std::move(message), .range = std::move(range)});
  return diagnostic;
}

}  // namespace vgen::tool::analysis
