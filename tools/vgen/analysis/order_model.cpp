#include "tools/vgen/analysis/passes.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace vgen::analysis {
namespace {

/// Where each entry of a table goes: `moved[old]` is its new index.
using Moves = std::vector<std::size_t>;

/// The place of a declaration in the order of the source. Files count in the order in which they were read.
std::tuple<std::size_t, unsigned, unsigned> source_order(const Workspace& workspace, const SourceRange& range) {
  const auto& files = workspace.declared.inclusions;
  return {static_cast<std::size_t>(std::ranges::find(files, range.file) - files.begin()), range.line, range.column};
}

/// Sorts a table by source, then by C++ name: instances of a template stand at one place.
template <class Entry>
Moves sort_table(const Workspace& workspace, std::vector<Entry>& table) {
  std::vector<std::size_t> order(table.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t one, std::size_t other) {
    const Entry& left = table[one];
    const Entry& right = table[other];
    return std::tuple(source_order(workspace, left.location), std::string_view(left.location.file), std::string_view(left.cpp)) <
           std::tuple(source_order(workspace, right.location), std::string_view(right.location.file), std::string_view(right.cpp));
  });
  std::vector<Entry> sorted;
  Moves moves(table.size());
  for (const std::size_t old : order) {
    moves[old] = sorted.size();
    sorted.push_back(std::move(table[old]));
  }
  table = std::move(sorted);
  return moves;
}

}  // namespace

void order_model(Workspace& workspace) {
  model::ApiModel& api = workspace.api;
  const Moves structs = sort_table(workspace, api.structs);
  const Moves enums = sort_table(workspace, api.enums);
  const Moves aliases = sort_table(workspace, api.aliases);
  for (model::Type& type : api.types) {
    if (auto* reference = std::get_if<model::StructReference>(&type.kind)) reference->index = structs[reference->index];
    if (auto* reference = std::get_if<model::EnumReference>(&type.kind)) reference->index = enums[reference->index];
    if (auto* reference = std::get_if<model::AliasReference>(&type.kind)) reference->index = aliases[reference->index];
  }
  for (model::Function& function : api.functions) {
    for (model::DeclaredError& error : function.errors) error.type = structs[error.type];
  }
}

}  // namespace vgen::analysis
