#include "tools/vgen/analysis/analyse.hpp"

#include "tools/vgen/analysis/passes.hpp"

#include <utility>

namespace vgen::tool::analysis {

std::optional<model::ApiModel> analyse(const frontend::DeclaredApi& declared,
                                       const AnalysisOptions& options, Diagnostics& diagnostics) {
  Diagnostics own;
  Workspace workspace{.declared = declared, .options = options, .diagnostics = own};
  workspace.api.headers = declared.headers;
  read_wiring(workspace);
  resolve_functions(workspace);
  resolve_topics(workspace);
  resolve_security(workspace);
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
  for (const Diagnostic& diagnostic : own.list()) diagnostics.report(diagnostic);
  if (own.has_errors()) return std::nullopt;
  limit_bodies(workspace);
  make_examples(workspace);
  order_model(workspace);
  return std::move(workspace.api);
}

}  // namespace vgen::tool::analysis
