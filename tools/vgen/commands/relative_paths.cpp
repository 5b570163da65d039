#include "tools/vgen/commands/relative_paths.hpp"

#include "tools/vgen/model/tables.hpp"

#include <filesystem>
#include <string_view>

namespace vgen::tool::commands {

namespace fs = std::filesystem;

std::vector<std::string> include_folders(const std::vector<std::string>& compiler_flags) {
  std::vector<std::string> folders;
  for (std::size_t i = 0; i < compiler_flags.size(); ++i) {
    const std::string_view flag = compiler_flags[i];
    if (flag == "-I") {
      if (i + 1 < compiler_flags.size()) folders.push_back(compiler_flags[++i]);
    } else if (flag.starts_with("-I")) {
      folders.emplace_back(flag.substr(2));
    }
  }
  return folders;
}

std::string include_name(const std::string& header, const std::vector<std::string>& folders) {
  const fs::path path = fs::absolute(header).lexically_normal();
  std::string shortest = path.filename().string();
  bool found = false;
  for (const std::string& folder : folders) {
    const fs::path relative = path.lexically_relative(fs::absolute(folder).lexically_normal());
    if (relative.empty() || *relative.begin() == "..") continue;
    if (!found || relative.generic_string().size() < shortest.size())
      shortest = relative.generic_string();
    found = true;
  }
  return shortest;
}

void make_paths_relative(model::ApiModel& api, const std::vector<std::string>& folders) {
  for (std::string& header : api.headers) header = include_name(header, folders);
  model::for_each_location(api, [&](SourceRange& range) {
    if (!range.file.empty()) range.file = include_name(range.file, folders);
  });
}

}  // namespace vgen::tool::commands
