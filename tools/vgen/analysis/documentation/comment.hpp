#pragma once

#include "tools/vgen/frontend/declared_api.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::analysis {

/// The argument of a tag.
enum class TagArgument {
  none,
  number,  ///< A JSON number.
  count,   ///< A whole number from 0.
  word,    ///< One word.
  line,    ///< The rest of the line.
};

/// `@minLength 1` in a doc comment.
struct Tag {
  std::string name;  ///< Without `@`.
  std::string argument;
  SourceRange range;           ///< The range of the tag with its `@`.
  SourceRange argument_range;  ///< The range of the argument, or of the tag if there is none.

  bool operator==(const Tag&) const = default;
};

/// The parts of a doc comment.
struct Comment {
  std::string summary;       ///< The first sentence, in one line. Empty if a list or code is first.
  std::string description;   ///< The rest as it was written: lines, lists, code, indentation.
  std::vector<Tag> tags;     ///< The tags of vgen.
  std::vector<Tag> unknown;  ///< Tags of neither vgen nor Doxygen.
  std::map<std::string, std::string> parameters;  ///< `@param name text`
  std::optional<SourceRange> open_code;           ///< Where code begins that does not end.

  bool operator==(const Comment&) const = default;
};

/// The names of vgen's tags.
std::vector<std::string> tag_names();

/// Reads vgen's tags and Doxygen's commands in a doc comment. `@` inside a word, in backticks and
/// in code blocks is text. Checks nothing.
Comment read_comment(const frontend::DeclaredComment& comment);

}  // namespace vgen::tool::analysis
