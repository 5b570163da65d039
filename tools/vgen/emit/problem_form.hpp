#pragma once

#include <string>

namespace vgen::tool::emit {

/// The form of all errors of an API that has a `problem_writer` of its own.
struct ProblemForm {
  std::string media_type = "application/json";
  std::string schema;  ///< A JSON Schema without references, as JSON.

  bool operator==(const ProblemForm&) const = default;
};

}  // namespace vgen::tool::emit
