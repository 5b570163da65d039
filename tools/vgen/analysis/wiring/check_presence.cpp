#include "tools/vgen/analysis/passes.hpp"
#include "tools/vgen/model/type_parts.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace vgen::tool::analysis {
namespace {

/// Why the server cannot read a field that it has written; empty if it can.
std::string fault_of(const model::ApiModel& api, const model::Field& field) {
  if (model::holds_view(api, field.type)) return "refers to memory that something else owns";
  if (field.read_only) return "is '@readOnly'";
  if (field.write_only) return "is '@writeOnly'";
  return {};
}

/// Reports the fields of a type that the server could not read.
void check_readable(Workspace& workspace, model::TypeIndex type, Rule rule,
                    const SourceRange& place) {
  const model::ApiModel& api = workspace.api;
  std::vector<bool> reached(api.structs.size(), false);
  model::reach_structs(api, type, reached);
  for (model::StructIndex i = 0; i < reached.size(); ++i) {
    if (!reached[i]) continue;
    for (const model::Field& field : api.structs[i].fields) {
      const std::string fault = fault_of(api, field);
      if (fault.empty()) continue;
      workspace.report(with_note(
          make_diagnostic(
              rule, place,
              fmt::format("the server cannot read '{}' back: its '{}' {}", api.types[type].cpp,
                          field.name, fault),
              "use types that can be read, such as std::string, and neither of the two tags"),
          "the field is declared here", field.location));
    }
  }
}

}  // namespace

/// The members of a topic are written for clients, and read by `Hub::present`.
void check_presences(Workspace& workspace) {
  for (const WrittenTopic& written : workspace.topics) {
    const auto found = workspace.topic_of.find(written.declared->variable);
    if (found == workspace.topic_of.end() || found->second == unresolved) continue;
    const model::Topic& topic = workspace.api.topics[found->second];
    if (topic.presence && *topic.presence != unresolved)
      check_readable(workspace, *topic.presence, Rule::topic_presence, written.presence->range);
  }
}

/// The state of a channel is written after each event, and read before the next one.
void check_states(Workspace& workspace) {
  for (const WrittenChannel& channel : workspace.channels) {
    if (channel.state_type)
      check_readable(workspace, *channel.state_type, Rule::channel_state, channel.state->range);
  }
}

}  // namespace vgen::tool::analysis
