#include "tools/vgen/emit/output/write_files.hpp"

#include "tools/vgen/emit/output/stale_files.hpp"
#include "tools/vgen/support/text_file.hpp"

#include <system_error>

namespace vgen::tool::emit {

Result<WriteReport> write_files(const std::vector<GeneratedFile>& files,
                                const std::filesystem::path& folder) {
  WriteReport report;
  for (const GeneratedFile& file : files) {
    const Result<WriteOutcome> outcome = write_text_file(folder / file.path, file.text);
    if (!outcome) return outcome.error();
    (*outcome == WriteOutcome::written ? report.written : report.unchanged).push_back(file.path);
  }
  for (std::string& path : stale_files(files, folder)) {
    std::error_code error;
    if (!std::filesystem::remove(folder / path, error) && error)
      return EnvironmentError{"cannot remove '" + (folder / path).string() +
                              "', which is no longer generated: " + error.message()};
    report.removed.push_back(std::move(path));
  }
  return report;
}

std::vector<std::string> outdated_files(const std::vector<GeneratedFile>& files,
                                        const std::filesystem::path& folder) {
  std::vector<std::string> outdated;
  for (const GeneratedFile& file : files) {
    const Result<std::string> old = read_text_file(folder / file.path);
    if (!old || *old != file.text) outdated.push_back(file.path);
  }
  return outdated;
}

}  // namespace vgen::tool::emit
