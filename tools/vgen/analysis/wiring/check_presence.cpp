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

/// The members of a topic are written for clients, and read by `Hub::present`.
void check_presence(Workspace& workspace, const model::Topic& topic, const SourceRange& place) {
  const model::ApiModel& api = workspace.api;
  std::vector<bool> reached(api.structs.size(), false);
  model::reach_structs(api, *topic.presence, reached);
  for (model::StructIndex i = 0; i < reached.size(); ++i) {
    if (!reached[i]) continue;
    for (const model::Field& field : api.structs[i].fields) {
      const std::string fault = fault_of(api, field);
      if (fault.empty()) continue;
      workspace.report(with_note(
          make_diagnostic(
              Rule::topic_presence, place,
              fmt::format("the server cannot read '{}' back: its '{}' {}",
                          api.types[*topic.presence].cpp, field.name, fault),
              "use types that can be read, such as std::string, and neither of the two tags"),
          "the field is declared here", field.location));
    }
  }
}

}  // namespace

void check_presences(Workspace& workspace) {
  for (const WrittenTopic& written : workspace.topics) {
    const auto found = workspace.topic_of.find(written.declared->variable);
    if (found == workspace.topic_of.end() || found->second == unresolved) continue;
    const model::Topic& topic = workspace.api.topics[found->second];
    if (topic.presence && *topic.presence != unresolved)
      check_presence(workspace, topic, written.presence->range);
  }
}

}  // namespace vgen::tool::analysis
