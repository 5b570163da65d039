/// How a function is reached by HTTP.
#pragma once

#include <vgen/api.hpp>
#include <vgen/dispatch/endpoint.hpp>

#include <string>
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
  media,      ///< It is the input, or a member of it: a text or bytes of the row's `body_types`.
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
  /// The media types and ranges of a body, separated by commas: "text/csv, image/*".
  std::string_view body_types{};
  /// The same of an answer. Empty for JSON.
  std::string_view answer_types{};
  /// Reads the input of the endpoint from a request. Null if the function has no input.
  void (*read)(HttpInput& in, void* input) = nullptr;
};

/// Whether a row takes a body with this `Content-Type`.
[[nodiscard]] bool takes_media_type(const HttpRow& row, std::string_view content_type) noexcept;

/// A sentence about the `Content-Type` that a row takes. Null: JSON.
[[nodiscard]] std::string expected_media_type(const HttpRow* row);

/// Media types of a row as words: "text/csv or image/*".
[[nodiscard]] std::string spoken_list(std::string_view types);

}  // namespace vgen
