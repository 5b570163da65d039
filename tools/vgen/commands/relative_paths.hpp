#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <string>
#include <vector>

namespace vgen::tool::commands {

/// The folders of `-I` flags, in their order.
std::vector<std::string> include_folders(const std::vector<std::string>& compiler_flags);

/// How generated code includes `header`: relative to the include folder that holds it most closely,
/// else by its file name. So the output does not depend on where a project is checked out.
std::string include_name(const std::string& header, const std::vector<std::string>& folders);

/// Replaces every file name in the model by its `include_name`.
void make_paths_relative(model::ApiModel& api, const std::vector<std::string>& folders);

}  // namespace vgen::tool::commands
