#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace vgen::tool::frontend {

/// A comment of a source file.
struct SourceComment {
  enum class Kind {
    plain,   ///< No documentation: `//`, `/* */`, `////`.
    before,  ///< Documents what follows: `///`, `//!`, `/** */`, `/*! */`.
    behind,  ///< Documents what precedes: `///<`, `//!<`, `/**< */`, `/*!< */`.
  };

  Kind kind = Kind::plain;
  std::size_t begin = 0;     ///< Offset of the first slash.
  std::size_t end = 0;       ///< Offset behind the last character, the line's end not included.
  bool starts_line = false;  ///< Only white space stands before it on its line.

  bool operator==(const SourceComment&) const = default;
};

/// Finds the comments of C++ source in order. libclang's own attachment of comments loses those
/// with `{ } ; # @` behind them, so that the front end has to know where comments are; literals are
/// skipped, as they may hold `//`.
std::vector<SourceComment> scan_comments(std::string_view text);

}  // namespace vgen::tool::frontend
