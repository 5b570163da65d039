#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

/// JSON values of the documents that vgen writes. Only for sources of this folder and their tests.
namespace vgen::tool::emit {

/// Members keep the order in which they were added.
using Json = nlohmann::ordered_json;

/// A number of which no digit is lost: what a double or a 64 bit integer would respell is kept as
/// its text.
Json json_number(std::string_view text);

/// The value of a JSON text; its numbers keep their digits. Text that is no JSON becomes a string.
Json json_from_text(std::string_view text);

/// The text of a document: indented by two spaces, a line break at the end. Bytes that are no UTF-8
/// become U+FFFD.
std::string print_json(const Json& value);

}  // namespace vgen::tool::emit
