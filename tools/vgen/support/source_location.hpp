#pragma once

#include <compare>
#include <string>

namespace vgen::tool {

/// A part of one line of a source file, which a diagnostic underlines.
struct SourceRange {
  std::string
      file;  ///< As the parser names it; empty if there is no source (a command line option).
  unsigned line = 0;    ///< From 1.
  unsigned column = 0;  ///< From 1, in bytes.
  unsigned length = 1;  ///< Bytes to underline, at least 1.

  bool operator==(const SourceRange&) const = default;
  auto operator<=>(const SourceRange&) const = default;
};

}  // namespace vgen::tool
