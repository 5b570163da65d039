#include "tools/vgen/analysis/passes.hpp"
#include "tools/vgen/analysis/types/resolve_types.hpp"

#include <fmt/format.h>

namespace vgen::tool::analysis {

void resolve_states(Workspace& workspace) {
  TypeResolver types(workspace);
  for (WrittenChannel& channel : workspace.channels) {
    if (!channel.state) continue;
    const auto& [type, place] = *channel.state;
    const std::string name = channel.name ? channel.name->value : std::string("?");
    if (!workspace.declared.records.contains(behind_aliases(type).cpp)) {
      workspace.report(
          make_diagnostic(Rule::channel_state, place,
                          fmt::format("'{}' cannot be the state of a channel", type.spelling),
                          "declare a struct: .state = vgen::state<Cursor>"));
      continue;
    }
    types.start_at(fmt::format("channel {}: state", name),
                   {.function = workspace.api.functions.size()});
    const model::TypeIndex index =
        types.resolve(type, {.range = place, .position = Position::whole});
    if (index != unresolved) channel.state_type = index;
  }
}

}  // namespace vgen::tool::analysis
