#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Pieces of TypeScript, laid out as prettier lays them out.
namespace vgen::tool::emit {

/// How wide a line of generated TypeScript may get.
inline constexpr std::size_t typescript_line_width = 120;

/// `text` as a string literal with its quotes: double ones, unless that takes more escapes.
std::string typescript_string(std::string_view text);

/// A member's name as it is written in an interface or an object: quoted where it has to be.
std::string typescript_property(std::string_view name);

/// Lines as a doc comment, with its marks; empty without lines. An empty line parts paragraphs.
std::string typescript_comment(std::size_t indent, const std::vector<std::string>& lines);

/// A text with a list in it, which stands on one line if it fits and else has one item a line: `{
/// a, b }`, `call(a, b);`.
struct TypeScriptList {
  std::string open;  ///< The whole text, if there are no items.
  std::vector<TypeScriptList> items;
  std::string close;

  bool operator==(const TypeScriptList&) const = default;
};

/// Lays a list out behind `indent` spaces, which are not printed themselves.
std::string typescript_layout(std::size_t indent, const TypeScriptList& list);

/// `head = A | B;` on one line if it fits; else one alternative a line.
std::string typescript_union(const std::string& head, const std::vector<std::string>& alternatives);

}  // namespace vgen::tool::emit
