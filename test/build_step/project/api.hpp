#pragma once

#include <vgen/api.hpp>

#include "note.hpp"

namespace notes {

struct Services;

struct GetNote {
  int id{};
};

/// One note.
vgen::APIFunctionSessionless<GetNote, Note, Services> get_note;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::get, .path = "/notes/{id}", .func = get_note}};

}  // namespace notes
