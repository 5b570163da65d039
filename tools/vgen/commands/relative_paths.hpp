#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <string>
#include <vector>

namespace vgen::tool::commands {

/// The folders of `-I` flags, in their order.
std::vector<std::string> include_folders(const std::vector<std::string>& compiler_flags);

/// The path by which generated code includes `header`: relative to the innermost include folder
/// that holds it, or else its file name. So the output does not depend on the place of a project.
std::string include_name(const std::string& header, const std::vector<std::string>& folders);

/// Replaces every file name in the model by its `include_name`.
void make_paths_relative(model::ApiModel& api, const std::vector<std::string>& folders);

}  // namespace vgen::tool::commands
