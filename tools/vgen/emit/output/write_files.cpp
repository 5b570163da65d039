#include "tools/vgen/emit/output/write_files.hpp"

#include "tools/vgen/support/text_file.hpp"

namespace vgen::tool::emit {

Result<WriteReport> write_files(const std::vector<GeneratedFile>& files,
                                const std::filesystem::path& folder) {
  WriteReport report;
  for (const GeneratedFile& file : files) {
    const Result<WriteOutcome> outcome = write_text_file(folder / file.path, file.text);
    if (!outcome) return outcome.error();
    (*outcome == WriteOutcome::written ? report.written : report.unchanged).push_back(file.path);
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
