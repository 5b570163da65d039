#pragma once

#include "tools/vgen/emit/openapi/components.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <string>
#include <vector>

namespace vgen::tool::emit {

/// The Operation Object of a route. What it refers to is added to the components.
Json openapi_operation(const model::ApiModel& api, const model::HttpRoute& operation,
                       OpenApiComponents& components);

/// The Responses Object of a route: the success, the declared errors, what the runtime may answer.
Json openapi_responses(const model::ApiModel& api, const model::HttpRoute& operation,
                       OpenApiComponents& components);

/// The tags of an operation. One without tags is filed under the API's title: document viewers
/// group by tags, and linters demand them.
std::vector<std::string> openapi_tags(const model::ApiModel& api,
                                      const model::HttpRoute& operation);

}  // namespace vgen::tool::emit
