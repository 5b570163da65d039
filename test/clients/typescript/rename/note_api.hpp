#pragma once

#include <vgen/api.hpp>

#include <string>

/// An API whose fields are renamed.
namespace notes {

struct Services;

struct AddNote {
  std::string text;
};

struct Note {
  int number{};
};

vgen::APIFunctionSessionless<AddNote, Note, Services> add_note;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/notes", .func = add_note},
};

}  // namespace notes
