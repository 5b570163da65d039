#pragma once

#include <vgen/json/array_reader.hpp>
#include <vgen/json/reader.hpp>

#include <set>
#include <string>
#include <string_view>

namespace vgen::session {

/// Reads an object whose members are unique. `read(name, reader)` reads each member. Returns
/// whether the text is such an object and all values have the right types.
template <class Read>
[[nodiscard]] bool read_members(std::string_view text, const Read& read) {
  Faults faults;
  json::Reader in(text, faults);
  std::set<std::string> names;
  std::string name;
  {
    json::MapReader members(in);
    while (members.next(name)) {
      if (!names.insert(name).second) return false;
      read(name, in);
    }
    if (!members.finish({})) return false;
  }
  return in.finish() && faults.empty();
}

}  // namespace vgen::session
