#pragma once

#include "tools/vgen/frontend/parse_sources.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace vgen::tool::frontend::testing {

/// A new folder that is removed with its content.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  /// Writes a file and returns its path.
  std::string write(std::string_view name, std::string_view text) const;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Parses headers with the folder of `vgen/api.hpp` among the flags.
Result<DeclaredApi> parse(ParseRequest request, Diagnostics& diagnostics);

/// A header that was written, parsed without errors and removed.
class ParsedHeader {
 public:
  /// `text` comes after `#include <vgen/api.hpp>` on line 1.
  explicit ParsedHeader(std::string_view text);

  [[nodiscard]] const DeclaredApi& api() const { return api_; }
  [[nodiscard]] const DeclaredFunction& function(std::string_view cpp) const;
  [[nodiscard]] const DeclaredRecord& record(const std::string& cpp) const {
    return api_.records.at(cpp);
  }
  [[nodiscard]] const DeclaredField& field(const std::string& record, std::string_view name) const;
  [[nodiscard]] const DeclaredWiring& wiring(std::string_view variable) const;
  /// The text that a diagnostic at this place would underline.
  [[nodiscard]] std::string underlined(const SourceRange& range) const;

 private:
  std::string text_;
  DeclaredApi api_;
};

/// Namespace `todo` with `Services`, `Session` and `APIFunction`, as every API has them.
std::string todo_header(std::string_view declarations);

}  // namespace vgen::tool::frontend::testing
