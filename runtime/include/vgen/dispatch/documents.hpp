/// The paths that are served besides an API's operations.
#pragma once

namespace vgen {

/// Each can be switched off. Operations of the API at the same paths have priority.
struct ServedDocuments {
  bool openapi = true;   ///< The OpenAPI document, at `ApiDefinition::openapi_path`
  bool asyncapi = true;  ///< The AsyncAPI document, at `ApiDefinition::asyncapi_path`
  bool docs = true;      ///< The documentation page, at `ApiDefinition::docs_path`; needs `openapi`
  bool health =
      true;  ///< `/healthz` (200 while the process runs) and `/readyz` (503 when it stops)
};

}  // namespace vgen
