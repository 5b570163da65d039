/// How a function is reached by HTTP.
#pragma once

#include <vgen/api.hpp>
#include <vgen/dispatch/endpoint.hpp>

#include <string_view>

namespace vgen {

class HttpInput;

/// The limit of a body, in bytes, if neither the route nor the host sets another.
inline constexpr unsigned long long default_body_limit = 1024 * 1024;

/// How a body has the members of an input.
enum class BodyKind : unsigned char {
  json,
  form,       ///< As JSON, or as `application/x-www-form-urlencoded`.
  multipart,  ///< As `multipart/form-data`.
};

/// One HTTP route. A literal; generated code has a constexpr array of them.
struct HttpRow {
  Endpoint endpoint{};
  Method method = Method::get;
  std::string_view path{};  ///< With parameters in braces: "/todos/{id}".
  BodyKind body = BodyKind::json;
  int status = 200;                   ///< The status of a successful answer.
  unsigned long long body_limit = 0;  ///< Bytes; 0 means the configured limit.
  /// Lines "Name: value\r\n" that every answer of the function has.
  std::string_view headers{};
  /// Reads the input of the endpoint from a request. Null if the function has no input.
  void (*read)(HttpInput& in, void* input) = nullptr;
};

/// A sentence about the `Content-Type` that a row takes. Null: JSON.
[[nodiscard]] constexpr const char* expected_media_type(const HttpRow* row) noexcept {
  if (row != nullptr && row->body == BodyKind::multipart)
    return "The Content-Type of the body must be multipart/form-data with a boundary.";
  if (row != nullptr && row->body == BodyKind::form)
    return "The Content-Type of the body must be application/json or "
           "application/x-www-form-urlencoded.";
  return "The Content-Type of the body must be application/json.";
}

}  // namespace vgen
