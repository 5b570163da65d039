#include "file_system.hpp"

#include <vgen/dispatch/regular_file.hpp>

#include <fcntl.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace vgen::server {

std::shared_ptr<FoundFile> FileSystem::open(const std::string& folder,
                                            const std::string& path) const {
  Descriptor at = checked(::open(folder.c_str(), open_flags | O_DIRECTORY));
  for (std::size_t begin = 0; at.good() && begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string name = path.substr(begin, end - begin);
    const int kind = end < path.size() ? O_DIRECTORY : 0;
    at = checked(::openat(at.get(), name.c_str(), open_flags | O_NOFOLLOW | kind));
    begin = end + 1;
  }
  return found_file(std::move(at));
}

std::vector<ServedDirectory> resolve_folders(std::vector<ServedDirectory> directories) {
  for (ServedDirectory& directory : directories) {
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::absolute(directory.folder, error);
    if (directory.folder.empty() || error || !std::filesystem::is_directory(folder, error)) {
      throw std::invalid_argument("the folder '" + directory.folder + "' that is served at " +
                                  directory.prefix + " does not exist");
    }
    directory.folder = folder.string();
  }
  return directories;
}

}  // namespace vgen::server
