#pragma once

#include "tools/vgen/emit/openapi/components.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <string>

namespace vgen::tool::emit {

/// The version of the document: "3.2", which describes streams and the method QUERY, if there is
/// one and the configuration has no other version.
std::string openapi_version(const model::ApiModel& api);

/// The `content` of the answer of a subscription. OpenAPI 3.1 does not know items: there
/// `schema` is that of one item.
Json openapi_stream_content(const model::ApiModel& api, const model::Function& function,
                            OpenApiComponents& components);

/// The parameter for the header `Last-Event-ID`.
Json openapi_last_event_id();

/// The answer to a client that wants to continue a stream that has ended.
Json openapi_ended_stream();

}  // namespace vgen::tool::emit
