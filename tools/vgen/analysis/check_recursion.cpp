#include "tools/vgen/analysis/passes.hpp"

#include "tools/vgen/analysis/type_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace vgen::analysis {
namespace {

using model::TypeIndex;

/// Which structs have a value that ends.
class Endings {
 public:
  explicit Endings(const model::ApiModel& api) : api_(api), ends_(api.structs.size(), false) {}

  /// Until nothing changes: a struct ends if all its members do.
  void find() {
    bool changed = true;
    while (changed) {
      changed = false;
      for (std::size_t i = 0; i < ends_.size(); ++i) {
        if (ends_[i] || !std::ranges::all_of(api_.structs[i].fields, [&](const auto& field) { return type_ends(field.type); })) continue;
        ends_[i] = changed = true;
      }
    }
  }

  [[nodiscard]] bool struct_ends(model::StructIndex index) const { return ends_[index]; }

  [[nodiscard]] bool type_ends(TypeIndex index) const {
    if (index == unresolved) return true;
    const auto& kind = api_.types[index].kind;
    if (const auto* reference = std::get_if<model::StructReference>(&kind)) return ends_[reference->index];
    if (const auto* alias = std::get_if<model::AliasReference>(&kind)) return type_ends(api_.aliases[alias->index].type);
    if (const auto* box = std::get_if<model::Box>(&kind)) return type_ends(box->value);
    if (const auto* list = std::get_if<model::List>(&kind)) return list->fixed_size.value_or(0) == 0 || type_ends(list->item);
    const auto ends = [&](TypeIndex part) { return type_ends(part); };
    if (const auto* tuple = std::get_if<model::Tuple>(&kind)) return std::ranges::all_of(tuple->items, ends);
    const auto* variant = std::get_if<model::VariantReference>(&kind);
    return !variant || std::ranges::any_of(api_.variants[variant->index].alternatives, ends, &model::Alternative::type);
  }

 private:
  const model::ApiModel& api_;
  std::vector<bool> ends_;
};

}  // namespace

void check_recursion(Workspace& workspace) {
  Endings endings(workspace.api);
  endings.find();
  for (std::size_t i = 0; i < workspace.api.structs.size(); ++i) {
    if (endings.struct_ends(i)) continue;
    const model::Struct& type = workspace.api.structs[i];
    const auto field = std::ranges::find_if(type.fields, [&](const auto& candidate) { return !endings.type_ends(candidate.type); });
    const frontend::DeclaredField* declared = workspace.origins[i][static_cast<std::size_t>(field - type.fields.begin())].field;
    workspace.report(make_diagnostic(
        Rule::endless_type, declared ? declared->type_range : field->location,
        fmt::format("'{}' has no value that ends: its member '{}' always holds another one", type.cpp, field->name),
        fmt::format("let it be absent: std::optional<{}>", declared ? declared->type.spelling : workspace.api.types[field->type].cpp)));
    return;  // the others of the circle are mended with it
  }
}

}  // namespace vgen::analysis
