/// What generated code tells the runtime about an API.
#pragma once

#include <vgen/core/limits.hpp>
#include <vgen/dispatch/http_row.hpp>
#include <vgen/json/reader.hpp>

#include <span>
#include <string_view>

namespace vgen {

/// All of an API. Static storage: the runtime keeps views of it.
struct ApiDefinition {
  std::string_view name{};
  std::string_view version{};
  std::span<const HttpRow> http{};  ///< What is reached by HTTP.
  std::string_view openapi{};  ///< What `/openapi.json` answers; empty: nothing is served there.
  /// Where the documentation page is; empty: it is not served.
  std::string_view docs_path = "/docs";
  Limits limits{};  ///< Of JSON texts: bodies and messages.
  json::Leniency leniency{};
};

}  // namespace vgen
