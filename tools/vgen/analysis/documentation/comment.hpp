#pragma once

#include "tools/vgen/frontend/declared_api.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::analysis {

/// What follows a tag.
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
  SourceRange range;           ///< Of the tag with its `@`.
  SourceRange argument_range;  ///< Of the argument; that of the tag where there is none.

  bool operator==(const Tag&) const = default;
};

/// A doc comment taken apart.
struct Comment {
  std::string summary;
  std::string description;
  std::vector<Tag> tags;                          ///< Of vgen.
  std::vector<Tag> unknown;                       ///< Neither of vgen nor of Doxygen.
  std::map<std::string, std::string> parameters;  ///< `@param name text`

  bool operator==(const Comment&) const = default;
};

/// The names of vgen's tags.
std::vector<std::string> tag_names();

/// Takes vgen's tags out of a doc comment and Doxygen's commands for what they say. `@` inside of a
/// word, in backticks and in code blocks is text. Judges nothing.
Comment read_comment(const frontend::DeclaredComment& comment);

}  // namespace vgen::tool::analysis
