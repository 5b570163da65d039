/// Files that clients send. Light: include it in headers with declarations.
#pragma once

#include <cstdint>
#include <string>

namespace vgen {

/// A file of a form that was sent with `multipart/form-data`: a member of an input, itself, in a
/// `std::optional` or in a `std::vector`. It was checked for its size only.
///
/// The content is in a temporary file, which is deleted when the event has ended, unless it was
/// moved. A coroutine may use it until its end.
struct File {
  /// The name that the client gives, without folders. May be empty, and may be any text, so it is
  /// no safe name for a file of the server.
  std::string name{};
  std::string media_type{};  ///< What the client says that it is.
  std::string path{};        ///< Of the temporary file; only this process may read it.
  std::uint64_t size = 0;    ///< Bytes.

  /// Moves the file, so that it is kept: `in.photo.move_to("photos/7")`. Replaces a file that is
  /// there. Copies it if the folder is on another disk. Then `path` is the new path. Throws
  /// `std::system_error` if that fails.
  void move_to(const std::string& destination);

  bool operator==(const File&) const = default;
};

}  // namespace vgen
