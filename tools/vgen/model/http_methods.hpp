#pragma once

#include "tools/vgen/model/http_route.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace vgen::tool::model {

/// The names of a method of HTTP.
struct HttpMethodNames {
  HttpMethod method;
  std::string_view word;  ///< On the wire: `DELETE`.
  std::string_view key;   ///< In OpenAPI: `delete`.
  std::string_view cpp;   ///< As an enumerator: `del`.
};

/// Every method that can be routed.
inline constexpr HttpMethodNames http_methods[] = {
    {HttpMethod::get, "GET", "get", "get"},       {HttpMethod::post, "POST", "post", "post"},
    {HttpMethod::put, "PUT", "put", "put"},       {HttpMethod::patch, "PATCH", "patch", "patch"},
    {HttpMethod::del, "DELETE", "delete", "del"}, {HttpMethod::query, "QUERY", "query", "query"},
};

/// The names of a method.
constexpr const HttpMethodNames& names_of(HttpMethod method) {
  return *std::ranges::find(http_methods, method, &HttpMethodNames::method);
}

/// The method of an enumerator's name; null if there is none.
constexpr const HttpMethodNames* find_method(std::string_view cpp) {
  const auto* const found = std::ranges::find(http_methods, cpp, &HttpMethodNames::cpp);
  return found == std::end(http_methods) ? nullptr : found;
}

}  // namespace vgen::tool::model
