#pragma once

#include "tools/vgen/emit/cpp/rules.hpp"
#include "tools/vgen/emit/output/template_engine.hpp"
#include "tools/vgen/model/api_model.hpp"

#include <cstddef>
#include <vector>

namespace vgen::tool::emit {

/// The table of the methods of RPC, and what it refers to.
struct RpcView {
  ViewList readers;  ///< For inputs whose type alone is not enough.
  ViewList rows;
};

/// For these methods.
RpcView rpc_view(const model::ApiModel& api, const std::vector<std::size_t>& methods,
                 CppConstants& constants);

}  // namespace vgen::tool::emit
