#pragma once

#include <vgen/api.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Every place that a field can be read from, and every way to answer.
namespace places {

struct Services;
struct Session {
  std::string user;
};

template <class In, class Out>
using APIFunction = vgen::APIFunction<In, Out, Services, Session>;
template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;
template <class In, class Out>
using APIFunctionOptionalSession = vgen::APIFunctionOptionalSession<In, Out, Services, Session>;

enum class Color { red, green, blue };

/// Fields from the path, the query and the body.
struct Merged {
  std::int64_t id{};
  int x{};
  std::string t;
};

/// Fields from everywhere.
struct Everywhere {
  std::string name;                                ///< From the path.
  Color color = Color::green;                      ///< From the query.
  std::vector<std::string> tags = {};              ///< From the query, as a list. @maxItems 3
  std::vector<int> numbers = {};                   ///< From a header, as a list.
  std::optional<std::string> key{};                ///< From a header. @minLength 3
  std::optional<int> visits{};                     ///< From a cookie.
  std::optional<std::chrono::sys_seconds> since{}; ///< From the query.
  std::optional<bool> flag{};                      ///< From the query.
  double weight = 1.5;                             ///< From the body. @exclusiveMinimum 0
};

struct Busy {
  static constexpr int status = 503;
  std::uint32_t retry_after{};  ///< Seconds.
};

struct Gone {
  static constexpr int status = 410;
};

/// Says what was read from three places.
APIFunctionSessionless<Merged, Merged> merge;

/// Says what was read from all places.
APIFunctionSessionless<Everywhere, Everywhere> gather;

/// Words, longest last.
/// A whole body that is a list, and a whole answer too.
APIFunctionSessionless<std::vector<std::string>, std::vector<std::string>> sort_words;

/// An input without members.
struct Nothing {};

/// A thing, whose id is also in the path.
struct Thing {
  std::int64_t id{};  ///< In the body.
  std::string name;
};

/// A path and a body with members of one name.
struct Replace {
  std::int64_t id{};      ///< In the path.
  bool dry = false;       ///< In the query.
  Thing thing;            ///< The whole body.
};

/// A body that may be absent.
struct Amend {
  std::int64_t id{};
  std::optional<std::vector<int>> numbers{};  ///< The whole body, if there is one. @maxItems 3
};

/// Says what was read from the path, the query and the body.
APIFunctionSessionless<Replace, Replace> replace;

/// Says whether there was a body.
APIFunctionSessionless<Amend, Amend> amend;

/// How many there are of something. @minimum 0
using Amount = std::int32_t;

/// What has amounts of any names.
struct Counted {
  std::map<std::string, Amount> amounts;  ///< All members that are not declared. @additionalProperties
};

/// Members beside the declared ones, which come from a base.
struct Basket : Counted {
  std::string owner;
  std::optional<bool> open{};
};

/// A basket or none.
/// @discriminator kind
using Carried = std::variant<Basket, Nothing>;

/// Says what is in a basket.
APIFunctionSessionless<Basket, Basket> fill;

/// Says what is in a basket, if there is one.
APIFunctionSessionless<Carried, Carried> carry;

/// The rest of a path.
struct RawFile {
  std::string path;  ///< Where the file is.
};

/// Two branches.
struct Branches {
  std::string base;
  std::string head;
};

/// The path of a file, as it was read.
APIFunctionSessionless<RawFile, std::string> raw_file;

/// Names what is compared.
APIFunctionSessionless<Branches, std::string> compare;

/// A text, which is the whole body.
struct Note {
  std::string name;
  std::string text;  ///< @maxLength 40
};

/// What has a name.
struct Named {
  std::string name;
};

/// A picture, which is the whole body.
struct Picture {
  std::string name;
  std::optional<std::string> type{};               ///< The media type of the picture.
  std::optional<std::vector<std::byte>> data{};    ///< The picture, if there is one.
};

/// Keeps a note, and answers with its text in capital letters.
APIFunctionSessionless<Note, std::string> put_note;

/// A text that is the whole input, as JSON and as it is.
APIFunctionSessionless<std::string, std::string> shout;

/// Says what was read of a picture.
APIFunctionSessionless<Picture, std::string> put_picture;

/// Bytes that are the whole input and the whole answer.
APIFunctionSessionless<std::vector<std::byte>, std::vector<std::byte>> turn;

/// A drawing in the form that the client prefers.
APIFunctionSessionless<Named, void> draw;

/// A text or nothing.
APIFunctionSessionless<Named, vgen::Task<vgen::Result<std::string, Gone>>> find_note;

/// Counts calls: neither input nor output.
APIFunctionSessionless<void, void> count;

/// A whole body that is a number.
APIFunctionSessionless<void, int> counted;

/// A number without an input.
APIFunctionSessionless<Nothing, int> counted_for_nothing;

/// The name of the caller.
APIFunction<void, std::string> who_am_i;

/// The name of the caller, if there is a session.
APIFunctionOptionalSession<void, std::string> greet;

/// Fails in the ways that it declares, later.
APIFunctionSessionless<Merged, vgen::Task<vgen::Result<Merged, Busy, Gone>>> fail_later;

/// Fails in a way that is not declared.
APIFunctionSessionless<void, void> fail_unexpectedly;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/todo/{id}", .func = merge, .query = {&Merged::x}, .tags = {"merge"}},
    {.method = vgen::Method::put,
     .path = "/everywhere/{name}",
     .func = gather,
     .query = {&Everywhere::color, &Everywhere::tags, &Everywhere::since, &Everywhere::flag},
     .headers = {{"X-Numbers", &Everywhere::numbers}, {"Idempotency-Key", &Everywhere::key}},
     .cookies = {{"visits", &Everywhere::visits}},
     .tags = {"merge"}},
    {.method = vgen::Method::put, .path = "/things/{id}", .func = replace, .body = &Replace::thing},
    {.method = vgen::Method::patch, .path = "/things/{id}", .func = amend, .body = &Amend::numbers},
    {.method = vgen::Method::post, .path = "/baskets", .func = fill},
    {.method = vgen::Method::post, .path = "/carried", .func = carry},
    {.method = vgen::Method::post, .path = "/words", .func = sort_words},
    {.method = vgen::Method::post, .path = "/count", .func = count},
    {.method = vgen::Method::get, .path = "/count", .func = counted},
    {.method = vgen::Method::get, .path = "/count/nothing", .func = counted_for_nothing},
    {.method = vgen::Method::get, .path = "/me", .func = who_am_i},
    {.method = vgen::Method::get, .path = "/greeting", .func = greet},
    {.method = vgen::Method::get, .path = "/raw/{path...}", .func = raw_file},
    {.method = vgen::Method::get, .path = "/compare/{base}...{head}", .func = compare},
    {.method = vgen::Method::put, .path = "/notes/{name}", .func = put_note, .body = &Note::text, .body_types = {"text/plain"}},
    {.method = vgen::Method::get, .path = "/notes/{name}", .func = find_note, .answer_types = {"text/plain; charset=utf-8"}},
    {.method = vgen::Method::post, .path = "/shout", .func = shout},
    {.method = vgen::Method::post,
     .path = "/shout/plain",
     .func = shout,
     .name = "shout_plainly",
     .body_types = {"text/plain", "text/markdown"},
     .answer_types = {"text/plain", "text/markdown"}},
    {.method = vgen::Method::put,
     .path = "/pictures/{name}",
     .func = put_picture,
     .headers = {{"Content-Type", &Picture::type}},
     .body = &Picture::data,
     .body_types = {"image/*"}},
    {.method = vgen::Method::post, .path = "/turn", .func = turn, .body_types = {"*/*"}, .answer_types = {"application/octet-stream"}},
    {.method = vgen::Method::get, .path = "/drawings/{name}", .func = draw, .answer_types = {"image/svg+xml", "image/png"}},
};

inline constexpr vgen::HttpGroup failures{
    .prefix = "/fail",
    .tags = {"failures"},
    .routes = {{.method = vgen::Method::post, .path = "/later/{id}", .func = fail_later, .query = {&Merged::x}},
               {.method = vgen::Method::post, .path = "/unexpectedly", .func = fail_unexpectedly}},
};

}  // namespace places
