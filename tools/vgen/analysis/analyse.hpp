#pragma once

#include "tools/vgen/frontend/declared_api.hpp"
#include "tools/vgen/model/api_model.hpp"
#include "tools/vgen/support/diagnostic.hpp"

#include <optional>
#include <string>

/// From what the author wrote to the checked API. Everything that can be refused is refused here,
/// so that emitters need no checks.
namespace vgen::tool::analysis {

/// How members are named in JSON, unless they have a `@rename`.
enum class WireCase { as_is, camel, snake };

/// What the configuration says about the API as a whole.
struct AnalysisOptions {
  model::ApiInformation information{
      .title = {},
      .version = "0.1.0",
      .description = {}};  ///< Without a title: the name of the API's namespace.
  model::Policies policies;
  WireCase wire_case = WireCase::as_is;

  bool operator==(const AnalysisOptions&) const = default;
};

/// The checked API, or nothing if there was an error. Reports every fault it finds.
std::optional<model::ApiModel> analyse(const frontend::DeclaredApi& declared,
                                       const AnalysisOptions& options, Diagnostics& diagnostics);

}  // namespace vgen::tool::analysis
