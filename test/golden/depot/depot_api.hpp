/// An API whose requests and answers are more than JSON: files, forms, texts, versions.
#pragma once

#include <vgen/api.hpp>
#include <vgen/types.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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

enum class Paper { plain, glossy };

struct Place {
  std::string city{};
  std::int32_t zip = 0;  ///< @minimum 0
};
struct Upload {
  std::int64_t album{};
  std::string title{};                 ///< @minLength 1 @maxLength 20
  std::optional<std::int32_t> rank{};  ///< @minimum 1
  std::vector<std::string> labels{};   ///< @maxItems 3
  std::optional<Place> place{};
  vgen::File photo{};                  ///< The photo itself. @minLength 1 @maxLength 100000
  std::optional<vgen::File> preview{};
  std::vector<vgen::File> pages{};     ///< @maxItems 2
};
struct Received {
  std::string name{};
  std::string media_type{};
  std::uint64_t size = 0;
  std::string text{};  ///< The first bytes.
};
struct Uploaded {
  std::string title{};
  std::int32_t rank = 0;
  std::vector<std::string> labels{};
  std::string city{};
  std::vector<Received> files{};
};
struct Keep {
  vgen::File file{};
};
struct Order {
  std::string article{};               ///< @minLength 1
  std::int32_t pieces = 1;             ///< @minimum 1 @maximum 9
  std::vector<std::string> colours{};  ///< @maxItems 2
  std::optional<Paper> paper{};
};
struct Reorder {
  std::int64_t id{};
  std::int32_t pieces{};  ///< @maximum 9
};
struct Find {
  std::string words{};                 ///< @minLength 1
  std::vector<std::int32_t> kinds{};
};

/// Takes in a photo with what belongs to it.
APIFunctionSessionless<Upload, Uploaded> upload;
/// Keeps a large file.
APIFunctionSessionless<Keep, vgen::Task<Uploaded>> keep;
/// Orders an article, from a page too.
APIFunctionSessionless<Order, Order> order;
/// Changes an order.
APIFunctionSessionless<Reorder, Reorder> reorder;
/// Finds notes, by more than fits into a URL.
APIFunctionSessionless<Find, std::vector<Note>> find_notes;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/files/{name}", .func = download},
    {.path = "/files/{name}/save", .func = save},
    {.path = "/notes/{id}", .func = get_note},
    {.method = vgen::Method::put, .path = "/notes/{id}", .func = put_note},
    {.path = "/report", .func = report},
    {.path = "/secret", .func = secret},
    {.method = vgen::Method::post, .path = "/albums/{album}/photos", .func = upload},
    {.method = vgen::Method::put, .path = "/large", .func = keep, .body_limit = 1 << 30},
    {.method = vgen::Method::post, .path = "/orders", .func = order, .form = true},
    {.method = vgen::Method::patch, .path = "/orders/{id}", .func = reorder, .form = true},
    {.method = vgen::Method::query, .path = "/notes", .func = find_notes},
};

}  // namespace depot
