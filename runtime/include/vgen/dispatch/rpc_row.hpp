/// How functions are reached by the calls of an RPC connection.
#pragma once

#include <vgen/dispatch/endpoint.hpp>

namespace vgen {

namespace json {
class Reader;
}

/// One method of the RPC connection; the name of its endpoint is that of the method. A literal:
/// generated code has a constexpr array of them.
struct RpcRow {
  Endpoint endpoint{};
  /// Reads the input from the parameters. Without an input it only checks that there are none.
  void (*read)(json::Reader& in, void* input) = nullptr;
};

}  // namespace vgen
