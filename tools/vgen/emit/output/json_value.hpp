#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

/// JSON values of the documents that vgen writes. Only for sources of this folder and their tests.
namespace vgen::tool::emit {

/// Members keep the order in which they were added.
using Json = nlohmann::ordered_json;

/// A number that keeps every digit. If a double or a 64-bit integer would print it differently, it
/// is kept as its text.
Json json_number(std::string_view text);

/// The value of a JSON text. Numbers keep their digits. Text that is not JSON becomes a string.
Json json_from_text(std::string_view text);

/// The text of a document: indented by two spaces, a line break at the end. Bytes that are not
/// UTF-8 become U+FFFD.
std::string print_json(const Json& value);

}  // namespace vgen::tool::emit
