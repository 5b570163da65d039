/// Limits of forms with files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace vgen {

/// What a server takes in as `multipart/form-data`. Files go to the disk while they arrive; other
/// members stay in memory.
struct UploadOptions {
  /// The folder of temporary files; if empty, that of the system (`TMPDIR`, else /tmp).
  std::string folder{};
  std::uint64_t bytes = 64UL * 1024 * 1024;  ///< Of a body, if its route sets no `.body_limit`;
                                             ///< above: 413.
  std::uint64_t file_bytes = UINT64_MAX;     ///< Of one file; above: 413.
  std::size_t text_bytes = 1024 * 1024;      ///< Of all other parts together; above: 413.
  std::size_t parts = 100;                   ///< Above: 413.
};

}  // namespace vgen
