#pragma once

#include "tools/vgen/frontend/declared_api.hpp"
#include "tools/vgen/model/api_model.hpp"
#include "tools/vgen/support/diagnostic.hpp"

#include <optional>
#include <string>

/// Makes the checked API from the author's declarations. All refusals are here, so that emitters
/// need no checks.
namespace vgen::tool::analysis {

/// The form of the names of members in JSON, unless they have a `@rename`.
enum class WireCase { as_is, camel, snake };

/// The settings of the configuration for the API as a whole.
struct AnalysisOptions {
  model::ApiInformation information{
      .title = {},
      .version = "0.1.0",
      .description = {}};  ///< Without a title: the name of the API's namespace.
  model::Policies policies;
  WireCase wire_case = WireCase::as_is;

  bool operator==(const AnalysisOptions&) const = default;
};

/// The checked API, or nothing if there was an error. Reports every fault that it finds.
std::optional<model::ApiModel> analyse(const frontend::DeclaredApi& declared,
                                       const AnalysisOptions& options, Diagnostics& diagnostics);

}  // namespace vgen::tool::analysis
