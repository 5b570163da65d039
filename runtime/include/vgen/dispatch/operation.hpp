/// What generated code tells the runtime about an API.
#pragma once

#include <vgen/api.hpp>
#include <vgen/core/limits.hpp>
#include <vgen/core/services.hpp>
#include <vgen/json/reader.hpp>

#include <span>
#include <string_view>

namespace vgen {

class HostedCall;
namespace codegen {
class HttpInput;
}

/// Whether an event has ended or will end later.
enum class Progress : unsigned char { finished, suspended };

/// Bytes of a body where neither the route nor the host says anything else.
inline constexpr unsigned long long default_body_limit = 1024 * 1024;

/// How the input of a function is made. `read` reads it from an HTTP request; its sibling for
/// messages (RPC, channels: the same struct from one JSON text) has its place here.
struct InputSlot {
  TypeSlot type{};  ///< Size 0: the function takes none.
  void (*construct)(void* input) = nullptr;
  void (*read)(codegen::HttpInput& in, void* input) = nullptr;
};

/// One operation: a function and how it is reached. A literal; generated code has a constexpr array
/// of them.
struct Operation {
  std::string_view name{};  ///< On the wire: "getTodo".
  Method method = Method::get;
  std::string_view path{};            ///< With parameters in braces: "/todos/{id}".
  int status = 200;                   ///< Of the successful answer.
  bool needs_session = false;         ///< Without a session the function is not run: 401.
  unsigned long long body_limit = 0;  ///< Bytes; 0: the configured limit.
  unsigned timeout = 0;               ///< Milliseconds; 0: the configured limit.
  bool takes_session = false;         ///< Whether the session is resolved at all.
  bool answers_json = false;          ///< Whether the function has a result: `Accept` is looked at.
  InputSlot input{};
  /// Runs the function on what the call holds, and answers. What it throws is answered by who calls
  /// it.
  Progress (*run)(HostedCall& call) = nullptr;
};

/// All of an API. Static storage: the runtime keeps views of it.
struct ApiDefinition {
  std::string_view name{};
  std::string_view version{};
  std::span<const Operation> operations{};
  std::string_view openapi{};  ///< What `/openapi.json` answers; empty: nothing is served there.
  std::string_view docs_path =
      "/docs";      ///< Where the documentation page is; empty: it is not served.
  Limits limits{};  ///< Of JSON bodies.
  json::Leniency leniency{};
};

}  // namespace vgen
