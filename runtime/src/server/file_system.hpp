/// The files of this machine.
#pragma once

#include <vgen/dispatch/static_files.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vgen::server {

/// Opens one name after the other and follows no symbolic link below the folder. So nothing outside
/// can be reached, even while files are being renamed. Opens only regular files and folders.
class FileSystem final : public FileSource {
 public:
  [[nodiscard]] std::shared_ptr<FoundFile> open(const std::string& folder,
                                                const std::string& path) const override;
};

/// Makes the folders absolute, so that they stay the same. Throws `std::invalid_argument` if one
/// does not exist.
[[nodiscard]] std::vector<ServedDirectory> resolve_folders(
    std::vector<ServedDirectory> directories);

}  // namespace vgen::server
