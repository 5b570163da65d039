#pragma once

#include "tools/vgen/model/function.hpp"
#include "tools/vgen/model/guards.hpp"

#include <string>

namespace vgen::tool::model {

/// A name of the RPC connection, and the function behind it.
struct RpcMethod {
  std::string name;  ///< `getTodo`; unique among the methods.
  FunctionIndex function = 0;
  bool needs_session = false;
  Guards guards;
  bool idempotent = false;  ///< A client may repeat a call whose outcome it does not know.
  bool blocking = false;    ///< The function runs on a worker.
  SourceRange location;

  bool operator==(const RpcMethod&) const = default;
};

}  // namespace vgen::tool::model
