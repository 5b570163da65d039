#pragma once

#include <string>

namespace vgen::tool::emit {

/// A file that an emitter made. Files are written only after every emitter has finished.
struct GeneratedFile {
  std::string path;  ///< Relative to the output folder, with `/`.
  std::string text;

  bool operator==(const GeneratedFile&) const = default;
};

}  // namespace vgen::tool::emit
