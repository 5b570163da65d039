#include "tools/vgen/analysis/passes.hpp"

#include "tools/vgen/model/type_facts.hpp"
#include "tools/vgen/model/type_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace vgen::tool::analysis {
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
        if (ends_[i] || !std::ranges::all_of(api_.structs[i].fields, [&](const auto& field) {
              return type_ends(field.type);
            }))
          continue;
        ends_[i] = changed = true;
      }
    }
  }

  [[nodiscard]] bool struct_ends(model::StructIndex index) const { return ends_[index]; }

  [[nodiscard]] bool type_ends(TypeIndex index) const {
    if (index == unresolved) return true;
    const auto& kind = api_.types[index].kind;
    if (const auto* reference = std::get_if<model::StructReference>(&kind))
      return ends_[reference->index];
    if (const auto* alias = std::get_if<model::AliasReference>(&kind))
      return type_ends(api_.aliases[alias->index].type);
    if (const auto* box = std::get_if<model::Box>(&kind)) return type_ends(box->value);
    if (const auto* list = std::get_if<model::List>(&kind))
      return list->fixed_size.value_or(0) == 0 || type_ends(list->item);
    const auto ends = [&](TypeIndex part) { return type_ends(part); };
    if (const auto* tuple = std::get_if<model::Tuple>(&kind))
      return std::ranges::all_of(tuple->items, ends);
    const auto* variant = std::get_if<model::VariantReference>(&kind);
    return !variant || std::ranges::any_of(api_.variants[variant->index].alternatives, ends,
                                           &model::Alternative::type);
  }

 private:
  const model::ApiModel& api_;
  std::vector<bool> ends_;
};

/// The structs that stand in a type, without those in their members.
void collect_structs(const model::ApiModel& api, TypeIndex index,
                     std::vector<model::StructIndex>& structs) {
  if (index == unresolved) return;
  const model::Type& type = api.types[index];
  if (const auto* reference = std::get_if<model::StructReference>(&type.kind))
    structs.push_back(reference->index);
  for (const TypeIndex part : model::parts(api, type)) collect_structs(api, part, structs);
}

class CircleFinder {
 public:
  CircleFinder(const model::ApiModel& api, const Endings& endings) : api_(api), endings_(endings) {}

  /// The member of a struct that always holds another value without end.
  [[nodiscard]] std::size_t endless_field(model::StructIndex index) const {
    const std::vector<model::Field>& fields = api_.structs[index].fields;
    const auto found = std::ranges::find_if(
        fields, [&](const model::Field& field) { return !endings_.type_ends(field.type); });
    return static_cast<std::size_t>(found - fields.begin());
  }

  /// A struct that comes back to itself, from one that leads there.
  [[nodiscard]] model::StructIndex find(model::StructIndex index) const {
    std::vector<bool> seen(api_.structs.size(), false);
    while (!seen[index]) {
      seen[index] = true;
      std::vector<model::StructIndex> inner;
      collect_structs(api_, api_.structs[index].fields[endless_field(index)].type, inner);
      index = *std::ranges::find_if(
          inner, [&](model::StructIndex candidate) { return !endings_.struct_ends(candidate); });
    }
    return index;
  }

 private:
  const model::ApiModel& api_;
  const Endings& endings_;
};

}  // namespace

void check_recursion(Workspace& workspace) {
  const model::ApiModel& api = workspace.api;
  Endings endings(api);
  endings.find();
  for (std::size_t i = 0; i < api.structs.size(); ++i) {
    if (endings.struct_ends(i)) continue;
    const CircleFinder circle(api, endings);
    const model::StructIndex index = circle.find(i);
    const std::size_t position = circle.endless_field(index);
    const model::Field& field = api.structs[index].fields[position];
    const frontend::DeclaredField* declared = workspace.origins[index][position].field;
    workspace.report(make_diagnostic(
        Rule::endless_type, declared ? declared->type_range : field.location,
        fmt::format("'{}' contains itself without end: its member '{}' always holds another one",
                    api.structs[index].cpp, field.name),
        fmt::format("make it optional: std::optional<{}>",
                    declared ? declared->type.spelling : api.types[field.type].cpp)));
    return;  // what leads there is mended with it
  }
}

}  // namespace vgen::tool::analysis
