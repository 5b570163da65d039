#include "test/rows/answers.hpp"

#include <catch2/catch.hpp>

#include <fstream>

namespace vgen::testing {

nlohmann::json faults(const Response& response) {
  CHECK(response.status == 422);
  nlohmann::json errors = nlohmann::json::parse(response.body).at("errors");
  for (nlohmann::json& error : errors) error.erase("message");
  return errors;
}

nlohmann::json schema(const std::string& component) {
  std::ifstream file(VGEN_ROWS_OPENAPI);
  return nlohmann::json::parse(file).at("components").at("schemas").at(component);
}

}  // namespace vgen::testing
