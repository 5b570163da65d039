#pragma once

#include "tools/vgen/emit/asyncapi/parts.hpp"
#include "tools/vgen/emit/schema/components.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <set>
#include <string>

/// The RPC connection in the AsyncAPI document.
namespace vgen::tool::emit {

/// Adds the Channel Object of the RPC connection, and its operations, if the API has methods.
void append_rpc(const model::ApiModel& api, SchemaComponents& components,
                std::set<std::string>& operation_names, Json& channels, Json& operations);

}  // namespace vgen::tool::emit
