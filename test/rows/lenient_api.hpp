/// An API whose configuration accepts null for absence.
#pragma once

#include <vgen/api.hpp>

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace lenient {

struct Services;

struct Note {
  std::optional<std::string> text{};  ///< @minLength 1
  int count = 3;
};

/// Any path.
struct Anything {
  std::string path;
};

/// Gives back what it gets.
vgen::APIFunctionSessionless<Note, Note, Services> echo;

/// Any value. The header only declares its type.
vgen::APIFunctionSessionless<std::vector<nlohmann::json>, nlohmann::json, Services> last;

/// Takes what nothing else takes.
vgen::APIFunctionSessionless<Anything, std::string, Services> anything;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/notes", .func = echo},
    {.method = vgen::Method::post, .path = "/last", .func = last},
    {.method = vgen::Method::get, .path = "/{path...}", .func = anything},
};

}  // namespace lenient
