#include "tools/vgen/analysis/passes.hpp"
#include "tools/vgen/model/tables.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>
#include <tuple>

namespace vgen::tool::analysis {
namespace {

/// The new place of each entry of a table: `moved[old]` is its new index.
using Moves = std::vector<std::size_t>;

/// Whether a file as the parser names it is the file of a real path. It does not read the disk,
/// because analysis is a pure function.
bool is_file(const std::string& real_path, const std::string& name) {
  const std::string normal = std::filesystem::path(name).lexically_normal().generic_string();
  return real_path == normal || real_path.ends_with("/" + normal);
}

/// Sorts tables by their place in the source. Files are in the order in which they were read.
class SourceOrder {
 public:
  explicit SourceOrder(const std::vector<std::string>& files) : files_(files) {}

  /// Sorts a table. Entries with the same place, the instances of a template, are sorted by their
  /// C++ names.
  template <class Entry>
  Moves sort(std::vector<Entry>& table) {
    std::vector<std::size_t> order(table.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, {}, [&](std::size_t index) { return key(table[index].location, table[index].cpp); });
    std::vector<Entry> sorted;
    Moves moves(table.size());
    for (const std::size_t old : order) {
      moves[old] = sorted.size();
      sorted.push_back(std::move(table[old]));
    }
    table = std::move(sorted);
    return moves;
  }

 private:
  using Key = std::tuple<std::size_t, std::string, unsigned, unsigned, std::string>;

  Key key(const SourceRange& place, const std::string& cpp) {
    return {rank(place.file), place.file, place.line, place.column, cpp};
  }

  std::size_t rank(const std::string& name) {
    const auto [known, is_new] = ranks_.emplace(name, 0);
    if (is_new) {
      const auto found = std::ranges::find_if(
          files_, [&](const std::string& path) { return is_file(path, name); });
      known->second = static_cast<std::size_t>(found - files_.begin());
    }
    return known->second;
  }

  const std::vector<std::string>& files_;
  std::map<std::string, std::size_t> ranks_;
};

/// The new places of the rows of the tables that are not yet in the order of the source.
struct TableMoves {
  Moves structs;
  Moves enums;
  Moves aliases;
  Moves variants;
};

TableMoves sort_tables(model::ApiModel& api, SourceOrder& source) {
  TableMoves moves;
  model::for_each_table(
      api, Overloaded{
               [](std::vector<model::Type>&) {},  // their order is not visible
               [&](std::vector<model::Struct>& table) { moves.structs = source.sort(table); },
               [&](std::vector<model::Enum>& table) { moves.enums = source.sort(table); },
               [&](std::vector<model::Alias>& table) { moves.aliases = source.sort(table); },
               [&](std::vector<model::Variant>& table) { moves.variants = source.sort(table); },
               [](std::vector<model::Function>&) {},   // they are read in the order of the source,
               [](std::vector<model::Door>&) {},       // and so are doors
               [](std::vector<model::Channel>&) {},    // channels
               [](std::vector<model::Topic>&) {},      // topics
               [](std::vector<model::RpcMethod>&) {},  // methods of RPC
               [](std::vector<model::Schedule>&) {},   // schedules
               [](std::vector<model::SecurityScheme>&) {},  // and schemes
           });
  return moves;
}

/// Puts the new indices into all references to a moved row.
void renumber(model::ApiModel& api, const TableMoves& moves) {
  for (model::Type& type : api.types) {
    if (auto* reference = std::get_if<model::StructReference>(&type.kind))
      reference->index = moves.structs[reference->index];
    if (auto* reference = std::get_if<model::EnumReference>(&type.kind))
      reference->index = moves.enums[reference->index];
    if (auto* reference = std::get_if<model::AliasReference>(&type.kind))
      reference->index = moves.aliases[reference->index];
    if (auto* reference = std::get_if<model::VariantReference>(&type.kind))
      reference->index = moves.variants[reference->index];
  }
  for (model::Function& function : api.functions) {
    for (model::DeclaredError& error : function.errors) error.type = moves.structs[error.type];
  }
}

}  // namespace

void order_model(Workspace& workspace) {
  SourceOrder source(workspace.declared.inclusions);
  renumber(workspace.api, sort_tables(workspace.api, source));
}

}  // namespace vgen::tool::analysis
