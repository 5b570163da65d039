#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace vgen::tool::emit {

/// A pair of brackets in a line of C++ or TypeScript, outside of all others.
struct Brackets {
  std::string_view text;  ///< The whole line.
  std::size_t begin = 0;  ///< The place of the opening bracket.
  std::size_t end = 0;    ///< The place of the closing bracket.
  /// What the commas separate, without spaces around it; of a block, its statements.
  std::vector<std::string_view> items{};
  bool is_block = false;  ///< Braces with statements.

  [[nodiscard]] char open() const { return text[begin]; }
};

/// The brackets of a line in their order: `()`, `[]`, `{}`, and `<>` around arguments. A bracket
/// without its partner in the line is ordinary text.
std::vector<Brackets> find_brackets(std::string_view text);

/// The first place of `what` from `begin` on that is neither in brackets nor in a string literal.
std::size_t find_outside(std::string_view text, std::string_view what,
                         const std::vector<Brackets>& groups, std::size_t begin = 0);

}  // namespace vgen::tool::emit
