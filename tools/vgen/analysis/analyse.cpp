#include "tools/vgen/analysis/analyse.hpp"

#include "tools/vgen/analysis/passes.hpp"

#include <utility>

namespace vgen::tool::analysis {
namespace {

/// The passes that find faults.
void find_faults(Workspace& workspace) {
  workspace.api.headers = workspace.declared.headers;
  read_wiring(workspace);
  resolve_functions(workspace);
  resolve_topics(workspace);
  resolve_security(workspace);
  resolve_states(workspace);
  read_documentation(workspace);
  shape_variants(workspace);
  check_recursion(workspace);
  check_members(workspace);
  check_defaults(workspace);
  check_constraints(workspace);
  check_examples(workspace);
  mark_usage(workspace);
  report_unread_defaults(workspace);
  name_things(workspace);
  check_doors(workspace);
  check_files(workspace);
  check_presences(workspace);
  check_states(workspace);
}

std::optional<model::ApiModel> complete(Workspace& workspace, Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : workspace.diagnostics.list()) diagnostics.report(diagnostic);
  if (workspace.diagnostics.has_errors()) return std::nullopt;
  limit_bodies(workspace);
  make_examples(workspace);
  order_model(workspace);
  return std::move(workspace.api);
}

}  // namespace

/// A session that no scheme carries need not be JSON: if it is not, the API is served without the
/// strict mode of channels.
std::optional<model::ApiModel> analyse(const frontend::DeclaredApi& declared,
                                       const AnalysisOptions& options, Diagnostics& diagnostics) {
  Diagnostics with_session;
  Workspace first{.declared = declared, .options = options, .diagnostics = with_session};
  find_faults(first);
  if (!with_session.has_errors() || first.channels.empty()) return complete(first, diagnostics);
  Diagnostics own;
  Workspace second{.declared = declared, .options = options, .diagnostics = own};
  second.channels_keep_session = false;
  find_faults(second);
  return complete(second, diagnostics);
}

}  // namespace vgen::tool::analysis
