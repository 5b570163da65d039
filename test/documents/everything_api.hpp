/// Every type, tag, place and error that vgen knows, in one API. The documents that are made from
/// it must pass every gate.
#pragma once

#include <vgen/api.hpp>
#include <vgen/types.hpp>

#include <boost/uuid/uuid.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
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

/// A number of which no digit may get lost.
/// @wire string @minimum 1
using Serial = std::uint64_t;

/// How long.
/// @maximum 86400000
using Pause = std::chrono::milliseconds;

/// A picture, at most 64 kB of it.
/// @maxLength 87384
using Picture = std::vector<std::byte>;

/// Times and spans of time.
struct Times {
  std::chrono::year_month_day day{};
  std::chrono::sys_time<std::chrono::milliseconds> exact{};
  std::chrono::sys_time<std::chrono::microseconds> more_exact{};
  std::chrono::sys_seconds second{};
  Pause pause{};                         ///< Between two. @minimum 1
  std::chrono::duration<double> took{};  ///< As measured. @minimum 0
  std::chrono::hours at_most{};
  std::optional<std::chrono::nanoseconds> latency{};
};

/// Numbers as digits.
struct Digits {
  Serial serial{};                       ///< The first.
  Serial small{};                        ///< @maximum 99
  std::int64_t balance{};                ///< In cents. @wire string
  std::optional<std::uint64_t> total{};  ///< @wire string
  vgen::Nullable<ThingId> other{};       ///< @wire string @maximum 1000
  std::vector<Serial> serials = {};
};

/// What may be nothing, is anything, or has bytes.
struct Values {
  std::monostate nothing{};
  nlohmann::json anything{};
  std::map<std::string, nlohmann::json> more{};
  boost::uuids::uuid id{};
  std::filesystem::path file{};
  Picture picture{};  ///< What it looks like.
  std::array<std::byte, 16> key{};
  vgen::Nullable<std::string> note{};         ///< Some words, or null. @maxLength 20
  vgen::Nullable<Shape> shape{};              ///< A shape, or null.
  vgen::Nullable<Serial> serial{};            ///< @maximum 9
  vgen::Nullable<std::vector<Slug>> slugs{};  ///< @maxItems 2
  std::vector<vgen::Nullable<std::int32_t>> holes = {};
  vgen::Patch<std::string> patched{};  ///< @minLength 1
  vgen::Patch<Slug> patched_slug{};
  std::pair<std::string, std::int32_t> pair{};
  std::tuple<Shape, vgen::Nullable<Node>, std::vector<bool>> tuple{};
  std::vector<std::tuple<double, double>> points = {};
};

/// By card.
/// @example {"number": "4111", "keep": true}
struct Card {
  std::string number;  ///< @pattern ^[0-9]+$
  bool keep = false;
};

/// In coins. @rename coins
struct Cash {};

struct Transfer {
  std::string account;
};

/// How to pay.
/// @example {"type": "coins"}
using Payment = std::variant<Card, Cash, Transfer>;

struct Circle {
  double radius{};
};

struct Rectangle {
  double width{};
  double height{};
};

/// A figure. @untagged
using Figure = std::variant<Circle, Rectangle>;

/// A text, a number or nothing.
using Scalar = std::variant<std::monostate, double, std::string>;

/// An expression, which may hold others.
struct Sum {
  vgen::Nullable<vgen::Box<Sum>> left{};
  std::vector<vgen::Box<Sum>> right{};
};

/// One of several.
struct Choices {
  Payment payment{};  ///< How it is paid.
  vgen::Nullable<Payment> refund{};
  std::vector<Payment> parts = {};
  Figure figure{};
  std::optional<Scalar> scalar{};
  std::variant<std::string, Circle, Rectangle> mixed{};
  std::variant<bool, std::vector<std::int32_t>> either{};
  Sum sum{};
  std::unique_ptr<Node> node{};
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
  [[deprecated("Nobody looks.")]] std::optional<bool> looked_at{};
};

/// Every type that stands for more than one kind of value, or for none.
struct Rare {
  Times times{};
  Digits digits{};
  Values values{};
  Choices choices{};
};

/// Some of many.
template <class T>
struct Page {
  std::vector<T> items;
  std::uint32_t total{};  ///< How many there are on all pages.
};

struct ListThings {
  std::vector<Shape> shapes = {};  ///< Only those that look like one of these. @maxItems 3
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
  std::string key;  ///< Makes repeated requests one. @minLength 8 @example "0123-4567"
  std::optional<std::int32_t> visits{};  ///< From a cookie.
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
APIFunctionOptionalSession<ChangeThing, vgen::Task<vgen::Result<Thing, NotFound, Conflict, Locked>>>
    change_thing;

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

/// Gives back what it gets.
APIFunctionSessionless<Rare, Rare> echo;

/// One of several, both ways.
APIFunctionSessionless<Payment, vgen::Nullable<Payment>> pay;

/// What is stored, by name.
APIFunctionSessionless<void, std::map<std::string, Integers>> stored;

template <class In, class Out = void>
using ChannelMessage = vgen::ChannelMessage<In, Out, Services, Session>;
template <class Out = void, class Opening = void>
using ChannelConnection = vgen::ChannelConnection<Out, Opening, Services, Session>;
template <class Out = void>
using ChannelDisconnection = vgen::ChannelDisconnection<Out, Services, Session>;

/// What a client says when it comes.
struct Enter {
  Slug room;                       ///< The room. @example "kitchen"
  Shape look{};                    ///< What it looks like.
  std::optional<ThingId> since{};  ///< The last thing that it has seen.
  std::vector<Shape> shapes = {};  ///< Only those that look like one of these. @maxItems 3
  Count limit = 50;                ///< How many at most.
};

/// Somebody came.
/// @example {"name": "Ada"}
struct Joined {
  std::string name;
};

/// Lets a client in.
///
/// Its `room` must be open.
ChannelConnection<Joined, Enter> enter;
ChannelDisconnection<std::vector<ThingId>> leave;
/// Takes what nothing else takes.
ChannelMessage<Node, Payment> say_something;
ChannelMessage<std::span<const std::byte>, Picture> take_picture;
/// Whatever it is. @deprecated Say something else.
ChannelMessage<nlohmann::json, nlohmann::json> anything;
ChannelMessage<Payment, vgen::Nullable<Payment>> pay_here;
ChannelMessage<Figure, Figure> draw;
ChannelMessage<std::map<std::string, Count>, std::map<std::string, Count>> count;
ChannelMessage<vgen::Nullable<Node>, vgen::Task<Scalar>> move_node;
ChannelMessage<std::variant<std::string, Circle>> mix;
ChannelMessage<std::pair<Slug, Serial>, Serial> set_serial;
ChannelMessage<void, Shape> look_again;

inline constexpr vgen::ChannelRoute everywhere{
    .name = "everywhere",
    .path = "/rooms/{room}/as/{look}",
    .on_connect = enter,
    .on_disconnect = leave,
    .on_message = say_something,
    .on_binary = take_picture,
    .key = "kind",
    .routes = {{.value = "makeThing", .func = make_thing},
               {.value = "remove_thing", .func = remove_thing},
               {.value = "sortWords", .func = sort_words},
               {.value = "square", .func = square},
               {.value = "ping", .func = ping},
               {.value = "echo", .func = echo},
               {.value = "pay", .func = pay},
               {.value = "stored", .func = stored},
               {.value = "anything", .func = anything},
               {.value = "payHere", .func = pay_here},
               {.value = "draw", .func = draw},
               {.value = "count", .func = count},
               {.value = "moveNode", .func = move_node, .concurrent = true},
               {.value = "mix", .func = mix},
               {.value = "setSerial", .func = set_serial},
               {.value = "problem", .func = look_again, .auth = true}}};
/// Takes texts, and answers in kind.
ChannelMessage<std::string, std::string> repeat;
inline constexpr vgen::ChannelRoute raw{
    .name = "raw", .path = "/raw", .auth = true, .on_message = repeat};

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::get, .path = "/things", .func = list_things, .tags = {"things"}},
    {.method = vgen::Method::post,
     .path = "/things",
     .func = make_thing,
     .status = 201,
     .tags = {"things", "writing"}},
    {.method = vgen::Method::get, .path = "/things/{id}", .func = get_thing, .tags = {"things"}},
    {.method = vgen::Method::patch,
     .path = "/things/{id}",
     .func = change_thing,
     .query = {&ChangeThing::notify},
     .headers = {{"X-Numbers", &ChangeThing::numbers}, {"Idempotency-Key", &ChangeThing::key}},
     .cookies = {{"visits", &ChangeThing::visits}},
     .tags = {"things", "writing"}},
    {.method = vgen::Method::put, .path = "/things/{id}", .func = put_thing, .tags = {"writing"}},
    {.method = vgen::Method::del,
     .path = "/things/{id}",
     .func = remove_thing,
     .tags = {"writing"}},
    {.method = vgen::Method::post, .path = "/words", .func = sort_words},
    {.method = vgen::Method::post, .path = "/square", .func = square},
    {.method = vgen::Method::post, .path = "/echo", .func = echo, .tags = {"rare"}},
    {.method = vgen::Method::post, .path = "/pay", .func = pay, .tags = {"rare"}},
};

inline constexpr vgen::HttpGroup internals{
    .prefix = "/internals",
    .tags = {"internals"},
    .routes = {{.method = vgen::Method::post, .path = "/ping", .func = ping},
               {.method = vgen::Method::get, .path = "/ping", .func = ping, .name = "look"},
               {.method = vgen::Method::get, .path = "/stored", .func = stored}},
};

}  // namespace everything
