#include "tools/vgen/analysis/wiring/read_global.hpp"

#include "tools/vgen/analysis/wiring/policy_settings.hpp"

namespace vgen::tool::analysis {
namespace {

constexpr Setting<WrittenPolicy> global_rows[] = {
    policy::middleware<WrittenPolicy>,
    policy::permissions<WrittenPolicy>,
};

}  // namespace

std::span<const Setting<WrittenPolicy>> global_settings() {
  return global_rows;
}

void read_global(Workspace& workspace, const frontend::DeclaredValue& element) {
  read_settings(workspace, element, global_settings(), workspace.global);
}

}  // namespace vgen::tool::analysis
