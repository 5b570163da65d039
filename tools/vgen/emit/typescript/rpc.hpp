#pragma once

#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/emit/typescript/names.hpp"
#include "tools/vgen/model/api_model.hpp"

namespace vgen::tool::emit {

/// The view of `rpc.ts.mustache`, without the banner: an interface for the RPC connection, and the
/// function that opens it.
View typescript_rpc_view(const model::ApiModel& api, const TypeScriptNames& names);

}  // namespace vgen::tool::emit
