#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Pieces of TypeScript. `lay_out` breaks lines that are too long.
namespace vgen::tool::emit {

/// `text` as a string literal with double quotes, or with single quotes if that needs fewer
/// escapes.
std::string typescript_string(std::string_view text);

/// A member's name in an interface or an object, quoted if necessary.
std::string typescript_property(std::string_view name);

/// Lines as a doc comment, with its marks; empty if there are no lines. An empty line separates
/// paragraphs.
std::string typescript_comment(std::size_t indent, const std::vector<std::string>& lines);

/// A text with a list in it: `import { a, b } from "c";`, `call(a, b);`
std::string typescript_list(std::string_view open, const std::vector<std::string>& items,
                            std::string_view close);

/// `head = A | B;`
std::string typescript_union(std::string_view head, const std::vector<std::string>& alternatives);

}  // namespace vgen::tool::emit
