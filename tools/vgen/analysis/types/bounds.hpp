#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <optional>
#include <string>

namespace vgen::tool::analysis {

/// What is wrong with a bound; `message` is empty if nothing is.
struct BoundFault {
  std::string message;
  std::string help;
  bool is_range = false;  ///< A number, but beyond the type's range.
};

/// `@minimum 1` and its like, as written.
struct WrittenBound {
  std::string tag;
  std::string argument;
  bool is_step = false;  ///< It must be above 0.
};

/// Judges a bound of a number of type `type`; `wire_string`: one that crosses the wire as a string.
BoundFault check_bound(const model::Type& type, const WrittenBound& bound, bool wire_string);

/// Why no value satisfies the constraints ("the minimum 10 is above the maximum 1"), or nothing.
std::optional<std::string> find_contradiction(const model::Constraints& constraints);

}  // namespace vgen::tool::analysis
