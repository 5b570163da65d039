#pragma once

#include "tools/vgen/emit/openapi/components.hpp"
#include "tools/vgen/emit/output/json_value.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <string>
#include <vector>

namespace vgen::tool::emit {

/// The Operation Object of a route. The schemas that it refers to are added to the components.
Json openapi_operation(const model::ApiModel& api, const model::HttpRoute& operation,
                       OpenApiComponents& components);

/// The content of a success that is no stream; null if it has none.
Json openapi_answer_content(const model::ApiModel& api, const model::HttpRoute& operation,
                            OpenApiComponents& components);

/// The Responses Object of a route: the success, the declared errors, the errors of the runtime.
Json openapi_responses(const model::ApiModel& api, const model::HttpRoute& operation,
                       OpenApiComponents& components);

/// An example of a function; null if it has none.
Json example_from(const std::string& text);

/// The Media Type Object of JSON. `example` may be null: then it has none.
Json media_type(Json schema, Json example);

/// The tags of an operation. An operation without tags gets the API's title as its tag, because
/// document viewers group by tags and linters require them.
std::vector<std::string> openapi_tags(const model::ApiModel& api,
                                      const model::HttpRoute& operation);

}  // namespace vgen::tool::emit
