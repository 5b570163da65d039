/// What an API says, in a form that tests compare whole.
#pragma once

#include <vgen/http/response.hpp>

#include <nlohmann/json.hpp>

namespace vgen::testing {

/// The faults of a refusal, without their messages.
nlohmann::json faults(const Response& response);

/// The schema of a component in the document that was written beside the generated code.
nlohmann::json schema(const std::string& component);

}  // namespace vgen::testing
