#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool {

/// The lines of source files. Each file is read once. A file that cannot be read has no lines, and
/// diagnostics are then shown without them.
class SourceFiles {
 public:
  /// Line `number` (from 1) without its line break. Valid as long as this object.
  std::optional<std::string_view> line(const std::string& file, unsigned number);

  /// Uses this text for a file instead of reading it.
  void add(const std::string& file, std::string_view text);

 private:
  std::map<std::string, std::vector<std::string>> lines_;
};

}  // namespace vgen::tool
