#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vgen::tool::frontend {

/// The text of a string literal as clang spells it: quoted, escaped, adjacent literals joined.
/// Nothing for wide literals.
std::optional<std::string> unquote(std::string_view literal);

}  // namespace vgen::tool::frontend
