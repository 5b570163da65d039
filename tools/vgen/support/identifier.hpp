#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vgen::tool {

/// The words of an identifier in any case: `get_todo` and `getTodo` → get, todo; `HTTPRoute` →
/// HTTP, Route. Case is kept, and so are letters beyond ASCII: `größe_holen` → größe, holen.
std::vector<std::string> identifier_words(std::string_view identifier);

/// `get_todo` → `GetTodo`. Words keep their other capitals.
std::string pascal_case(std::string_view identifier);

/// `get_todo` → `getTodo`
std::string camel_case(std::string_view identifier);

/// `getTodo` → `get_todo`, `date-time` → `date_time`
std::string snake_case(std::string_view identifier);

/// `NotFound` → `not-found`
std::string kebab_case(std::string_view identifier);

/// `NotFound` → `Not found`
std::string sentence_case(std::string_view identifier);

/// The part after the last `::`.
std::string_view unqualified(std::string_view qualified);

/// Whether C++ accepts the text as a name (keywords are not looked up), also with letters beyond
/// ASCII.
bool is_identifier(std::string_view text);

}  // namespace vgen::tool
