/// Every type, tag, place and error that vgen knows, in one API: what the documents made of it have to stand.
#pragma once

#include <vgen/api.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace everything {

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

/// The number of a thing.
/// @minimum 1
/// @example 7
using ThingId = std::int64_t;

/// A number of things: {0..1000}, not #1 @ home; "quoted" <b>too</b>.
///
/// - one
/// - two
///
/// @maximum 1000 @title A count
using Count = std::uint16_t;

/// Letters, digits and hyphens.
/// @pattern ^[a-z0-9]+(-[a-z0-9]+)*$
/// @minLength 1 @maxLength 30
/// @example spring-sale
using Slug = std::string;

/// A share of the whole.
/// @minimum 0 @exclusiveMaximum 1 @multipleOf 0.125
using Share = double;

/// An address of electronic mail.
/// @format email
using Mail = std::string;

/// Some words.
/// @minItems 1 @maxItems 5 @uniqueItems
using Words = std::vector<Slug>;

/// How it looks.
enum class Shape {
  circle,
  square,   ///< Four sides, all the same. @rename rectangle
  triangle  ///< Three sides.
};

enum class Level : std::int8_t { low = -1, middle, high };

/// Integers of all widths, with their limits.
struct Integers {
  std::int8_t i8{};
  std::uint8_t u8{};
  std::int16_t i16{};
  std::uint16_t u16{};
  std::int32_t i32{};   ///< @minimum -10 @maximum 10
  std::uint32_t u32{};  ///< @exclusiveMinimum 0
  std::int64_t i64{};   ///< @multipleOf 5
  std::uint64_t u64{};  ///< @exclusiveMaximum 1000
};

/// Texts of all formats.
struct Texts {
  std::string plain;   ///< @minLength 1 @maxLength 200
  std::string mail;    ///< @format email
  std::string uri;     ///< @format uri
  std::string id;      ///< @format uuid
  std::string day;     ///< @format date
  std::string moment;  ///< @format date-time
  std::string clock;   ///< @format time
  std::string v4;      ///< @format ipv4
  std::string v6;      ///< @format ipv6
  std::string host;    ///< @format hostname
  std::string code;    ///< @pattern ^\d{3}-"[A-Z]+"$
  Slug slug;           ///< Its own words. @minLength 3
};

/// Lists and maps.
struct Containers {
  std::vector<std::string> strings;  ///< @maxItems 8
  std::list<std::int32_t> numbers = {1, 2};
  std::deque<bool> flags = {};
  std::array<double, 3> point{};  ///< A place in space.
  float pair[2]{};
  std::set<std::string> words = {};
  std::vector<std::vector<Slug>> table = {};
  std::map<std::string, Count> counts = {};  ///< @minProperties 0 @maxProperties 3
  std::unordered_map<std::string, std::vector<Share>> shares = {};
  Words named_words = {"a"};
};

/// A tree of names, {"children": []}.
/// @example {"name": "leaf", "children": []}
struct Node {
  std::string name;
  std::vector<Node> children = {};
};

/// What every thing has.
struct Base {
  ThingId id{};                                       ///< Given by the server. @readOnly
  std::optional<std::chrono::sys_seconds> created{};  ///< When it was made.
};

/// A thing.
///
/// It has *everything*:
///
///     {"code": true}
///
/// @title All there is
struct Thing : Base {
  /// Nested in another.
  struct Inner {
    bool yes{};
  };

  std::string name;  ///< What it is called. @minLength 1 @example "A thing"
  Count count = 3;
  Share share = 0.25;  ///< Of the "whole".
  float ratio = 0.5F;  ///< @minimum 0
  double exact = -1.5e300;
  Shape shape = Shape::square;
  Level level{};
  bool flag = true;
  std::string greeting = "say \"hi\"\n\\o/";
  std::string secret;                     ///< @writeOnly @pii
  std::optional<std::string> old_name{};  ///< @deprecated Use `name`.
  std::optional<Slug> slug{};
  std::optional<Mail> mail{};
  std::chrono::system_clock::time_point when{};
  std::optional<std::chrono::sys_time<std::chrono::milliseconds>> then{};
  Inner inner{};
  Integers integers{};
  Texts texts{};
  Containers containers{};
  Node root{};
};

/// Some of many.
template <class T>
struct Page {
  std::vector<T> items;
  std::uint32_t total{};  ///< How many there are on all pages.
};

struct ListThings {
  std::vector<Shape> shapes = {};                   ///< Only those that look like one of these. @maxItems 3
  std::optional<std::chrono::sys_seconds> since{};  ///< Only those made since then.
  std::optional<bool> flag{};
  Count limit = 50;  ///< How many at most. @minimum 1
  std::optional<Slug> slug{};
  std::int8_t tiny = -1;
};

struct GetThing {
  ThingId id{};
};

/// What is left out stays as it is.
struct ChangeThing {
  ThingId id{};
  std::optional<std::string> name{};  ///< @minLength 1
  std::optional<Shape> shape{};
  std::optional<bool> notify{};            ///< Whether to tell others. @deprecated Nobody listens.
  std::vector<std::int32_t> numbers = {};  ///< From a header, as a list.
  std::string key;                         ///< Makes repeated requests one. @minLength 8 @example "0123-4567"
  std::optional<std::int32_t> visits{};    ///< From a cookie.
};

struct PutThing {
  ThingId id{};
  std::string name;
};

/// There is no thing of this number.
struct NotFound {
  static constexpr int status = 404;
  ThingId id{};
};

/// Somebody else was faster.
struct Conflict {
  static constexpr int status = 409;
  std::optional<std::chrono::sys_seconds> changed{};  ///< When it was changed.
  std::vector<std::string> fields = {};
};

struct Locked {
  static constexpr int status = 409;
};

/// Not like this.
struct Refused {
  static constexpr int status = 422;
  Shape shape{};
};

struct Unauthorized {
  static constexpr int status = 401;
};

struct Busy {
  static constexpr int status = 503;
  std::uint32_t retry_after{};  ///< Seconds.
};

/// Lists things. Oldest first.
///
/// More about it, with `code`, a list:
/// - one
/// - two
APIFunctionSessionless<ListThings, Page<Thing>> list_things;

/// Makes a thing.
APIFunction<Thing, vgen::Result<Thing, Conflict, Refused, Unauthorized>> make_thing;

APIFunctionSessionless<GetThing, vgen::Result<Thing, NotFound>> get_thing;

/// Changes a thing, wherever its parts come from.
APIFunctionOptionalSession<ChangeThing, vgen::Task<vgen::Result<Thing, NotFound, Conflict, Locked>>> change_thing;

/// Puts a name in place. @deprecated Use `change_thing`.
APIFunctionSessionless<PutThing, vgen::Result<void, NotFound>> put_thing;

/// Removes a thing.
APIFunction<GetThing, vgen::Result<void, NotFound, Busy>> remove_thing;

/// Sorts words.
APIFunctionSessionless<std::vector<std::string>, Words> sort_words;

/// A scalar in, a scalar out.
APIFunctionSessionless<std::int32_t, std::int64_t> square;

/// Neither input nor output.
APIFunctionSessionless<void, void> ping;

/// What is stored, by name.
APIFunctionSessionless<void, std::map<std::string, Integers>> stored;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::get, .path = "/things", .func = list_things, .tags = {"things"}},
    {.method = vgen::Method::post, .path = "/things", .func = make_thing, .status = 201, .tags = {"things", "writing"}},
    {.method = vgen::Method::get, .path = "/things/{id}", .func = get_thing, .tags = {"things"}},
    {.method = vgen::Method::patch,
     .path = "/things/{id}",
     .func = change_thing,
     .query = {&ChangeThing::notify},
     .headers = {{"X-Numbers", &ChangeThing::numbers}, {"Idempotency-Key", &ChangeThing::key}},
     .cookies = {{"visits", &ChangeThing::visits}},
     .tags = {"things", "writing"}},
    {.method = vgen::Method::put, .path = "/things/{id}", .func = put_thing, .tags = {"writing"}},
    {.method = vgen::Method::del, .path = "/things/{id}", .func = remove_thing, .tags = {"writing"}},
    {.method = vgen::Method::post, .path = "/words", .func = sort_words},
    {.method = vgen::Method::post, .path = "/square", .func = square},
};

inline constexpr vgen::HttpGroup internals{
    .prefix = "/internals",
    .tags = {"internals"},
    .routes = {{.method = vgen::Method::post, .path = "/ping", .func = ping},
               {.method = vgen::Method::get, .path = "/ping", .func = ping, .name = "look"},
               {.method = vgen::Method::get, .path = "/stored", .func = stored}},
};

}  // namespace everything
