#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Pieces of TypeScript, formatted as by prettier.
namespace vgen::tool::emit {

/// The maximum width of a line of generated TypeScript.
inline constexpr std::size_t typescript_line_width = 120;

/// `text` as a string literal with double quotes, or with single quotes if that needs fewer
/// escapes.
std::string typescript_string(std::string_view text);

/// A member's name in an interface or an object, quoted if necessary.
std::string typescript_property(std::string_view name);

/// Lines as a doc comment, with its marks; empty if there are no lines. An empty line separates
/// paragraphs.
std::string typescript_comment(std::size_t indent, const std::vector<std::string>& lines);

/// A text with a list in it: `{ a, b }`, `call(a, b);`. It is on one line if it fits, or else has
/// one item per line.
struct TypeScriptList {
  std::string open;  ///< The whole text, if there are no items.
  std::vector<TypeScriptList> items;
  std::string close;

  bool operator==(const TypeScriptList&) const = default;
};

/// Formats a list after `indent` spaces, which are not printed.
std::string typescript_layout(std::size_t indent, const TypeScriptList& list);

/// `head = A | B;` on one line if it fits, or else one alternative per line.
std::string typescript_union(const std::string& head, const std::vector<std::string>& alternatives);

}  // namespace vgen::tool::emit
