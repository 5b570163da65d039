/// Makes a text safe for a line of a log.
#pragma once

#include <string>
#include <string_view>

namespace vgen::server {

/// Appends a text in which no byte can end the line, begin an escape sequence of a terminal, or
/// change the direction of writing: such characters and bytes that are not UTF-8 are written as
/// `\\n`, `\\x1b` or `\\u2028`.
void append_log_text(std::string& line, std::string_view text);

/// Appends a JSON string of the text, which is safe in the same way: such characters are written as
/// `\\u000a`, and bytes that are not UTF-8 as U+FFFD.
void append_json_text(std::string& line, std::string_view text);

}  // namespace vgen::server
