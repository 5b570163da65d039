#pragma once

#include "tools/vgen/model/api_model.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace vgen::tool::analysis {

/// Members keep their order.
using Json = nlohmann::ordered_json;

/// Without white space; bytes that are no UTF-8 become U+FFFD.
inline std::string compact(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A type and the constraints that its place adds.
struct ValueRule {
  model::TypeIndex type = 0;
  model::Constraints constraints;
};

/// Why a value would be refused, as a phrase behind its name ("is above the maximum 9"); nothing if
/// it is accepted. Values of types that are not resolved are accepted.
std::optional<std::string> find_mismatch(const model::ApiModel& api, const ValueRule& rule,
                                         const Json& value);

}  // namespace vgen::tool::analysis
