/// An API whose answers are more than JSON: files, texts, versions.
#pragma once

#include <vgen/api.hpp>

#include <cstdint>
#include <string>

namespace depot {

struct Services;

template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;

struct FileName {
  std::string name{};  ///< @pattern ^[a-z0-9.-]+$
};
struct NoteId {
  std::int64_t id{};
};
struct Note {
  std::string text{};
};
struct PutNote {
  std::int64_t id{};
  std::string text{};  ///< @maxLength 10000
};

/// A file of the depot, all of it or a part.
APIFunctionSessionless<FileName, void> download;
/// The same, under a name of its own.
APIFunctionSessionless<FileName, void> save;
/// A note with its version.
APIFunctionSessionless<NoteId, Note> get_note;
/// Writes a note, if the client knows its present version.
APIFunctionSessionless<PutNote, void> put_note;
/// A report as plain text.
///
/// @deprecated 2026-06-30 Use download.
/// @sunset 2027-01-31
APIFunctionSessionless<void, void> report;
/// A text that is not the same for everybody.
///
/// @deprecated
APIFunctionSessionless<void, Note> secret;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/files/{name}", .func = download},
    {.path = "/files/{name}/save", .func = save},
    {.path = "/notes/{id}", .func = get_note},
    {.method = vgen::Method::put, .path = "/notes/{id}", .func = put_note},
    {.path = "/report", .func = report},
    {.path = "/secret", .func = secret},
};

}  // namespace depot
