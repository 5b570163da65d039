/// The answers of an API, in a form that tests compare as a whole.
#pragma once

#include <vgen/http/response.hpp>

#include <nlohmann/json.hpp>

namespace vgen::testing {

/// The faults of a refusal, without their messages.
nlohmann::json faults(const Response& response);

/// The schema of a component in the document beside the generated code.
nlohmann::json schema(const std::string& component);

}  // namespace vgen::testing
