#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool::emit {

/// `text` as a C++ string literal with its quotes.
std::string cpp_string(std::string_view text);

/// `text` as a raw string literal, with a delimiter that is not in the text.
std::string cpp_raw_string(std::string_view text);

/// A name for a function or a parameter, made of any text: `sayLater` → `say_later`, `default` →
/// `default_`, `2nd` → `_2nd`.
std::string cpp_name(std::string_view text);

/// A C++ type as it is written inside `name_space`: `std::vector<todo::Todo>` →
/// `std::vector<Todo>`.
std::string cpp_type_within(std::string type, std::string_view name_space);

/// `head{a, b}tail`
std::string cpp_braced(std::string_view head, const std::vector<std::string>& items,
                       std::string_view tail);

/// `head(a, b)tail`
std::string cpp_call(std::string_view head, const std::vector<std::string>& arguments,
                     std::string_view tail);

}  // namespace vgen::tool::emit
