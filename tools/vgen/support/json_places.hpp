#pragma once

#include "tools/vgen/support/source_location.hpp"

#include <map>
#include <string>
#include <string_view>

namespace vgen::tool {

/// Where the members and items of a JSON text stand.
struct JsonPlace {
  SourceRange key;  ///< Of a member's name, with its quotes; of an item the value itself.
  SourceRange value;

  bool operator==(const JsonPlace&) const = default;
};

/// The places of all members and items of a valid JSON text, by JSON Pointer (without the escapes
/// of `~` and `/`).
std::map<std::string, JsonPlace> json_places(std::string_view text, const std::string& file);

}  // namespace vgen::tool
