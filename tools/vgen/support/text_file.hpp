#pragma once

#include "tools/vgen/support/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace vgen::tool {

/// The text of a file, or the reason why it cannot be read.
Result<std::string> read_text_file(const std::filesystem::path& path);

/// The result of `write_text_file`.
enum class WriteOutcome {
  unchanged,  ///< The file already had these bytes; its modification time does not change.
  written,
};

/// Writes `text` to a file if the bytes differ. Uses a temporary file and a rename, so that a
/// reader sees the old file or the new one, never a part. Makes missing folders.
Result<WriteOutcome> write_text_file(const std::filesystem::path& path, std::string_view text);

}  // namespace vgen::tool
