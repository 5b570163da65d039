/// A member for every constraint tag, and for every way to be absent, null or a value.
#pragma once

#include <vgen/api.hpp>
#include <vgen/types.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace rows {

struct Services;

using namespace std::literals;

template <class In, class Out>
using Function = vgen::APIFunctionSessionless<In, Out, Services>;

/// One member per tag.
struct Tagged {
  std::optional<int> minimum{};                                ///< @minimum 3
  std::optional<int> maximum{};                                ///< @maximum 9
  std::optional<int> exclusive_minimum{};                      ///< @exclusiveMinimum 3
  std::optional<double> exclusive_maximum{};                   ///< @exclusiveMaximum 0.5
  std::optional<int> multiple_of{};                            ///< @multipleOf 5
  std::optional<double> decimal_multiple_of{};                 ///< @multipleOf 0.1
  std::optional<std::string> min_length{};                     ///< @minLength 2
  std::optional<std::string> max_length{};                     ///< @maxLength 3
  std::optional<std::string> pattern{};                        ///< @pattern ^[a-z]+-\d{2}$
  std::optional<std::string> email{};                          ///< @format email
  std::optional<std::string> uri{};                            ///< @format uri
  std::optional<std::string> uuid{};                           ///< @format uuid
  std::optional<std::string> date{};                           ///< @format date
  std::optional<std::string> date_time{};                      ///< @format date-time
  std::optional<std::string> time{};                           ///< @format time
  std::optional<std::string> ipv4{};                           ///< @format ipv4
  std::optional<std::string> ipv6{};                           ///< @format ipv6
  std::optional<std::string> hostname{};                       ///< @format hostname
  std::optional<std::vector<int>> min_items{};                 ///< @minItems 2
  std::optional<std::vector<int>> max_items{};                 ///< @maxItems 2
  std::optional<std::vector<std::string>> unique_items{};      ///< @uniqueItems
  std::optional<std::map<std::string, int>> min_properties{};  ///< @minProperties 1
  std::optional<std::map<std::string, int>> max_properties{};  ///< @maxProperties 1
  std::optional<std::uint64_t> wire{};                         ///< @wire string
};

/// Integers that must keep every digit.
struct Digits {
  std::optional<std::uint64_t> unsigned_text{};  ///< @wire string
  std::optional<std::int64_t> signed_text{};     ///< @wire string
  std::optional<std::uint64_t> number{};
  std::optional<std::int64_t> signed_number{};
};

/// Members that may be absent, be null or have a value.
struct States {
  vgen::Patch<std::string> patch{};  ///< @maxLength 5
  vgen::Patch<int> number{};
  std::optional<std::string> optional{};
};

/// The states as the function saw them: absent, null or the value.
struct Seen {
  std::string patch;
  std::string number;
  std::string optional;
};

/// Several members that can be wrong.
struct Order {
  std::string name;                     ///< @minLength 1
  int count{};                          ///< @minimum 1 @maximum 10
  std::vector<std::string> words = {};  ///< @maxItems 2
  std::optional<std::string> mail{};    ///< @format email
  bool paid{};
};

enum class Level { low, high };

/// Members with a default.
struct Defaults {
  std::string text = "hello";
  int count = 3;  ///< @minimum 1
  double share = 0.25;
  bool flag = true;
  Level level = Level::high;
  std::vector<int> numbers = {1, 2};
};

/// A file by its whole path.
struct RawFile {
  std::string path;
};

/// A file by its name without the extension.
struct JsonFile {
  std::string name;
};

/// Two parameters in one segment.
struct Comparison {
  std::string base;
  std::string head;
};

/// Two numbers in one segment.
struct Position {
  double lat{};  ///< @minimum -90 @maximum 90
  double lon{};
};

struct Range {
  int low = 1;
  int high{};
};

struct Card {
  std::string number;
};

struct Cash {
  int amount = 3;
};

inline constexpr std::string_view with_nul = "a\0b"sv;

/// Every way to write a default that the documents have too.
struct Written {
  Level cast = static_cast<Level>(1);
  Level braced = Level{1};
  Level called = Level(0);
  std::vector<Level> levels = {Level::low, static_cast<Level>(1)};
  std::chrono::seconds seconds = 7s;
  std::chrono::seconds minutes = 2min;
  std::chrono::milliseconds coarse = 7s;
  std::chrono::milliseconds made{std::chrono::seconds(3)};
  std::chrono::duration<double> real = 1.5s;
  std::chrono::duration<double> fine = 500ms;
  std::array<int, 2> twice_braced = {{1, 2}};
  std::array<std::array<int, 2>, 2> square = {{{1, 2}, {3, 4}}};
  std::array<std::vector<int>, 1> lists = {{{1, 2}}};
  std::vector<std::vector<int>> nested = {{1, 2}, {}, {3}};
  std::vector<Range> ranges = {Range{1, 2}, Range{.high = 3}, {4, 5}, {}};
  std::map<std::string, std::vector<int>> map = {{"a", {1, 2}}, {"b", {}}};
  std::pair<int, Range> pair = {1, {2, 3}};
  Range range = {.high = 4};
  Range named = Range{5, 6};
  std::variant<int, std::string> number = 5;
  std::variant<int, std::string> string = "x";
  std::variant<int, std::string> made_string = std::string("x");
  std::variant<std::monostate, int> nothing = std::monostate{};
  std::variant<std::monostate, int> first = {};
  std::variant<Card, Cash> card = Card{.number = "1"};
  std::variant<Card, Cash> cash = Cash{};
  std::variant<Card, Cash> more{Cash{4}};
  std::vector<std::variant<int, std::string>> several = {1, "x"};
  vgen::Nullable<int> null = std::nullopt;
  std::string cut = "a\0b";
  std::string kept = "a\0b"s;
  std::string constant{with_nul};
};

/// Gives back what it gets.
Function<Written, Written> echo_written;

/// Gives back what it gets.
Function<Tagged, Tagged> echo_tagged;

/// Returns its input; no digit may be lost.
Function<Digits, Digits> echo_digits;

/// Returns more than a JSON number can hold.
Function<void, Digits> too_large;

/// Returns the state of each member.
Function<States, Seen> look;

/// Accepts an order.
Function<Order, void> take_order;

/// Returns its input, which is read from a body.
Function<Defaults, Defaults> defaults_of_body;

/// Returns its input, which is read from the query.
Function<Defaults, Defaults> defaults_of_query;

/// Returns the rest of the path.
Function<RawFile, RawFile> raw_file;

/// Returns the name before `.json`.
Function<JsonFile, JsonFile> json_file;

/// Replaces a file.
Function<RawFile, RawFile> replace_file;

/// Returns what is before and behind the three dots.
Function<Comparison, Comparison> compare;

/// Returns a position.
Function<Position, Position> locate;

/// Has no path but that of its group.
Function<void, int> all_positions;

inline constexpr char raw_path[] = "/raw/{path...}";

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/tagged", .func = echo_tagged},
    {.method = vgen::Method::post, .path = "/written", .func = echo_written},
    {.method = vgen::Method::post, .path = "/digits", .func = echo_digits},
    {.method = vgen::Method::get, .path = "/too-large", .func = too_large},
    {.method = vgen::Method::patch, .path = "/states", .func = look},
    {.method = vgen::Method::post, .path = "/orders", .func = take_order},
    {.method = vgen::Method::post, .path = "/defaults", .func = defaults_of_body},
    {.method = vgen::Method::get, .path = "/defaults", .func = defaults_of_query},
    {.method = vgen::Method::get, .path = raw_path, .func = raw_file},
    {.method = vgen::Method::put, .path = raw_path, .func = replace_file},
    {.method = vgen::Method::get, .path = "/raw/{name}.json", .func = json_file},
    {.method = vgen::Method::get, .path = "/compare/{base}...{head}", .func = compare},
};

inline constexpr vgen::HttpGroup positions{
    .prefix = "/positions",
    .routes = {{.path = "", .func = all_positions}, {.path = "/{lat},{lon}", .func = locate}},
};

}  // namespace rows
