#include "tools/vgen/support/source_text.hpp"

#include "tools/vgen/support/text_file.hpp"

#include <algorithm>

namespace vgen::tool {

std::optional<std::string_view> SourceFiles::line(const std::string& file, unsigned number) {
  if (!lines_.contains(file)) {
    const Result<std::string> text = read_text_file(file);
    add(file, text ? std::string_view(*text) : std::string_view());
  }
  const std::vector<std::string>& lines = lines_.at(file);
  if (number == 0 || number > lines.size()) return std::nullopt;
  return lines[number - 1];
}

void SourceFiles::add(const std::string& file, std::string_view text) {
  std::vector<std::string>& lines = lines_[file];
  lines.clear();
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace vgen::tool
