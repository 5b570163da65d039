#pragma once

#include "tools/vgen/support/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace vgen::tool {

/// The whole of a file, or why it cannot be read.
Result<std::string> read_text_file(const std::filesystem::path& path);

/// What `write_text_file` did.
enum class WriteOutcome {
  unchanged,  ///< The file held these bytes already; its time of change stays.
  written,
};

/// Makes a file hold `text`: through a temporary file beside it and a rename, so that a reader sees
/// the old file or the new one, never a part; only if the bytes differ. Makes the folders that are
/// missing.
Result<WriteOutcome> write_text_file(const std::filesystem::path& path, std::string_view text);

}  // namespace vgen::tool
