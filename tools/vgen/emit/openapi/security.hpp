#pragma once

#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/model/api_model.hpp"

namespace vgen::tool::emit {

/// The `securitySchemes` of an API; empty if it declares none.
Json openapi_security_schemes(const model::ApiModel& api);

/// The `security` of an operation: any one of the schemes, none if it needs no session. Null if the
/// API declares no scheme.
Json openapi_security(const model::ApiModel& api, const model::HttpRoute& operation);

}  // namespace vgen::tool::emit
