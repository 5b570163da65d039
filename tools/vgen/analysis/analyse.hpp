#pragma once

#include "tools/vgen/frontend/declared_api.hpp"
#include "tools/vgen/model/api_model.hpp"
#include "tools/vgen/support/diagnostic.hpp"

#include <optional>
#include <string>

/// From what the author wrote to the checked API. Everything that can be refused is refused here, so that emitters need no checks.
namespace vgen::analysis {

/// What the configuration says about the API as a whole.
struct AnalysisOptions {
  std::string title;  ///< Empty: the name of the API's namespace.
  std::string version = "0.1.0";
  std::string description;
};

/// The checked API, or nothing if there was an error. Reports every fault it finds.
std::optional<model::ApiModel> analyse(const frontend::DeclaredApi& declared, const AnalysisOptions& options, Diagnostics& diagnostics);

}  // namespace vgen::analysis
