#pragma once

#include "tools/vgen/emit/output/generated_file.hpp"
#include "tools/vgen/support/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace vgen::tool::emit {

/// What happened to the files of a run. Paths are relative to the output folder.
struct WriteReport {
  std::vector<std::string> written;
  std::vector<std::string> unchanged;
  std::vector<std::string> removed;  ///< Files of earlier runs, see `stale_files`.

  bool operator==(const WriteReport&) const = default;
};

/// Writes the files whose bytes changed. The others keep their modification time, so that nothing
/// is built again. Then removes what earlier runs wrote and this one does not.
Result<WriteReport> write_files(const std::vector<GeneratedFile>& files,
                                const std::filesystem::path& folder);

/// The files of `folder` that are missing or would change (`--check`).
std::vector<std::string> outdated_files(const std::vector<GeneratedFile>& files,
                                        const std::filesystem::path& folder);

}  // namespace vgen::tool::emit
