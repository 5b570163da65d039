#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::emit {

/// Which of the author's headers declares what, so that a source can include those that it needs.
/// An empty name means that any of them may.
struct Homes {
  std::vector<std::string> functions;  ///< For each function.
  std::vector<std::string> structs;    ///< For each struct.
  std::vector<std::string> enums;      ///< For each enum.
  std::vector<std::string> topics;     ///< For each topic.
  /// For each struct: the function that it is the generated input of.
  std::vector<std::optional<model::FunctionIndex>> input_of;
};

/// A type that is declared in one of the headers that vgen was given is at home there. Another one
/// is at home where the first function that leads to it is. So is an instance of a template,
/// because the header of the template does not know its arguments.
Homes find_homes(const model::ApiModel& api);

}  // namespace vgen::tool::emit
