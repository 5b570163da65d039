#pragma once

#include "tools/vgen/support/source_location.hpp"

#include <map>
#include <string>
#include <string_view>

namespace vgen::tool {

/// The places of the members and items of a JSON text.
struct JsonPlace {
  SourceRange key;  ///< For a member its name with the quotes; for an item the value itself.
  SourceRange value;

  bool operator==(const JsonPlace&) const = default;
};

/// The places of all members and items of a valid JSON text, by JSON Pointer (without the escapes
/// of `~` and `/`).
std::map<std::string, JsonPlace> json_places(std::string_view text, const std::string& file);

}  // namespace vgen::tool
