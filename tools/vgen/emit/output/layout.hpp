#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vgen::tool::emit {

/// The maximum width of a line of generated code.
inline constexpr std::size_t line_width = 100;

/// How long lines of one language are broken.
struct LayoutStyle {
  std::size_t indent = 2;        ///< Spaces before an item that has a line of its own.
  bool hangs_arguments = false;  ///< Arguments stay under the first one, and share lines.
};

inline constexpr LayoutStyle cpp_style{.indent = 4, .hangs_arguments = true};
inline constexpr LayoutStyle typescript_style{};

/// Breaks the lines of generated code that are too long, at brackets, `=` and `|`. Emitters and
/// templates write a statement on one line, and never count characters. Comments, directives and
/// raw strings stay as they are.
std::string lay_out(std::string_view code, const LayoutStyle& style);

}  // namespace vgen::tool::emit
