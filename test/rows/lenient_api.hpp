/// An API whose configuration accepts null for absence.
#pragma once

#include <vgen/api.hpp>

#include <optional>
#include <string>

namespace lenient {

struct Services;

struct Note {
  std::optional<std::string> text{};  ///< @minLength 1
  int count = 3;
};

/// Gives back what it gets.
vgen::APIFunctionSessionless<Note, Note, Services> echo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/notes", .func = echo},
};

}  // namespace lenient
