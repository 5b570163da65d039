/// Files that a client sends. Light: no Boost.
#pragma once

#include <string>

namespace vgen::client {

/// A file of a form. Its content is read into memory when the call is made.
struct Upload {
  std::string name{};        ///< As the server sees it. Empty: the name of the file at `path`.
  std::string media_type{};  ///< Empty: `application/octet-stream`.
  std::string bytes{};       ///< The content, unless there is a `path`.
  std::string path{};        ///< The file with the content. If it cannot be read, nothing is sent.

  bool operator==(const Upload&) const = default;
};

}  // namespace vgen::client
