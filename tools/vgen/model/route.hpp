#pragma once

#include "tools/vgen/model/function.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::model {

enum class HttpMethod { get, post, put, patch, del };

/// Where a field of the input is read from.
enum class Place { path, query, header, cookie, body };

/// One field of an operation's input struct and its place. In the order of the fields.
struct Binding {
  std::size_t field = 0;  ///< In the input struct.
  Place place = Place::body;
  std::string name;  ///< In that place: of the path parameter, query parameter, header, cookie or
                     ///< body member.

  bool operator==(const Binding&) const = default;
};

/// What an operation reads as its JSON body.
enum class BodyUse {
  none,    ///< No body is read.
  fields,  ///< The fields that are bound to `Place::body`.
  whole,   ///< The whole input is the body: no field is bound elsewhere, or the input is no struct.
};

/// A function that is wired to a method and a path.
struct HttpOperation {
  std::string name;       ///< `get_todo`; unique.
  std::string wire_name;  ///< `getTodo`: the operation id, and the function's name in TypeScript.
  FunctionIndex function = 0;
  HttpMethod method = HttpMethod::get;
  std::string path;                          ///< `/todos/{id}`, with the group's prefix.
  std::vector<std::string> path_parameters;  ///< In order.
  std::vector<Binding> bindings;  ///< One a field of a struct input; empty for another input.
  BodyUse body = BodyUse::none;
  bool body_required = false;  ///< An empty body is an error.
  int status = 200;            ///< Of a success.
  bool needs_session = false;
  std::vector<std::string> tags;
  std::optional<std::uint64_t> largest_body;  ///< Bytes of the longest JSON text that its types
                                              ///< allow; none where they set no limit.
  std::uint64_t body_limit = 0;               ///< Bytes; 0: the configured limit.
  unsigned timeout = 0;                       ///< Milliseconds; 0: the configured limit.
  SourceRange location;

  bool operator==(const HttpOperation&) const = default;
};

}  // namespace vgen::tool::model
