#pragma once

#include "tools/vgen/model/door_base.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::model {

enum class HttpMethod { get, post, put, patch, del, query };

/// The place from which a field of the input is read.
enum class Place { path, query, header, cookie, body };

/// One field of the input struct and its place. Bindings are in the order of the fields.
struct Binding {
  std::size_t field = 0;  ///< The index in the input struct.
  Place place = Place::body;
  std::string name;  ///< The name in that place: of the path parameter, query parameter, header,
                     ///< cookie or body member.

  bool operator==(const Binding&) const = default;
};

/// The part of the input that a route reads from its body.
enum class BodyUse {
  none,    ///< No body is read.
  fields,  ///< The fields that are bound to `Place::body`.
  member,  ///< The field that is bound to `Place::body`: its value is the body.
  whole,   ///< The whole input: no field is bound elsewhere, or the input is not a struct.
};

/// A door with a method and a path.
struct HttpRoute : DoorBase {
  HttpMethod method = HttpMethod::get;
  /// `/todos/{id}`, with the group's prefix. `/raw/{path...}` takes the rest of a path.
  std::string path;
  std::vector<std::string> path_parameters;  ///< In order.
  std::vector<Binding> bindings;  ///< One for each field of a struct; empty for another input.
  BodyUse body = BodyUse::none;
  bool multipart = false;      ///< The body is `multipart/form-data`, because it has files.
  bool form = false;           ///< The body may also be `application/x-www-form-urlencoded`.
  bool body_required = false;  ///< An empty body is an error.
  std::vector<std::string> body_types;        ///< Of a body that is not JSON; empty for JSON.
  std::vector<std::string> answer_types;      ///< Of an answer that is not JSON; empty for JSON.
  int status = 200;                           ///< The status of a success.
  std::optional<std::uint64_t> largest_body;  ///< Bytes of the longest JSON text that its types
                                              ///< allow; none if they set no limit.

  bool operator==(const HttpRoute&) const = default;
};

/// Whether the last parameter of the path takes its rest: `/raw/{path...}`.
inline bool takes_rest(const HttpRoute& route) {
  return route.path.ends_with("...}");
}

}  // namespace vgen::tool::model
