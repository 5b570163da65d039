/// How a function is reached by HTTP.
#pragma once

#include <vgen/api.hpp>
#include <vgen/dispatch/endpoint.hpp>

#include <string_view>

namespace vgen {

class HttpInput;

/// The limit of a body, in bytes, if neither the route nor the host sets another.
inline constexpr unsigned long long default_body_limit = 1024 * 1024;

/// One HTTP route. A literal; generated code has a constexpr array of them.
struct HttpRow {
  Endpoint endpoint{};
  Method method = Method::get;
  std::string_view path{};            ///< With parameters in braces: "/todos/{id}".
  int status = 200;                   ///< The status of a successful answer.
  unsigned long long body_limit = 0;  ///< Bytes; 0 means the configured limit.
  /// Lines "Name: value\r\n" that every answer of the function has.
  std::string_view headers{};
  /// Reads the input of the endpoint from a request. Null if the function has no input.
  void (*read)(HttpInput& in, void* input) = nullptr;
};

}  // namespace vgen
