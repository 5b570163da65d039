/// Files of the disk.
#pragma once

#include <vgen/core/descriptor.hpp>
#include <vgen/dispatch/static_files.hpp>

#include <fcntl.h>

#include <memory>

namespace vgen {

// O_NONBLOCK, because opening a pipe must not wait for a writer.
inline constexpr int open_flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;

/// Owns a descriptor. Throws `std::system_error` for errors such as too many open files, which do
/// not mean that the file is missing.
[[nodiscard]] Descriptor checked(int descriptor);

/// An open regular file or folder. Null if the descriptor is not good, or of another kind.
[[nodiscard]] std::shared_ptr<FoundFile> found_file(Descriptor descriptor);

}  // namespace vgen
