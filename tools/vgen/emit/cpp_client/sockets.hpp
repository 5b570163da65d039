#pragma once

#include "tools/vgen/emit/cpp/rules.hpp"
#include "tools/vgen/emit/cpp_client/client_model.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

namespace vgen::tool::emit {

/// Sets the views of the channels and the RPC connection: `sockets`, with their functions, and
/// `openers`, the functions of the client that open them. Adds to `readers`.
void set_client_sockets(View& view, const model::ApiModel& client, const ClientUse& use,
                        CppConstants& constants, ViewList& readers);

}  // namespace vgen::tool::emit
