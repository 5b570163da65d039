#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace vgen::tool::frontend {

/// A comment of a source file.
struct SourceComment {
  enum class Kind {
    plain,   ///< Not documentation: `//`, `/* */`, `////`.
    before,  ///< Documents the next declaration: `///`, `//!`, `/** */`, `/*! */`.
    behind,  ///< Documents the declaration before it: `///<`, `//!<`, `/**< */`, `/*!< */`.
  };

  Kind kind = Kind::plain;
  std::size_t begin = 0;     ///< Offset of the first slash.
  std::size_t end = 0;       ///< Offset after the last character, without the line break.
  bool starts_line = false;  ///< Only white space is before it on its line.

  bool operator==(const SourceComment&) const = default;
};

/// Finds the comments of C++ source in order. libclang loses comments that are followed by
/// `{ } ; # @`, so the front end must find them itself. Literals are skipped, as they may contain
/// `//`.
std::vector<SourceComment> scan_comments(std::string_view text);

}  // namespace vgen::tool::frontend
