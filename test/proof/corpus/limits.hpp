#pragma once
#include <array>
#include <boost/uuid/uuid.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>
#include <vgen/api.hpp>
#include <vgen/types.hpp>

/// Limits at the edges of types, and limits that are inherited from aliases.
namespace limits {
struct Services;
/// @minimum 1 @maximum 99
using Small = int;
/// @maximum 50
using Smaller = Small;
/// A large number. @wire string @minimum 5
using BigId = std::uint64_t;
/// @wire string @exclusiveMinimum -9223372036854775808 @maximum -1
using Debt = std::int64_t;
/// @minLength 2
using Name = std::string;
/// @maxLength 4
using ShortName = Name;
/// @pattern ^[a-z]
using LowerName = ShortName;
/// @uniqueItems @minItems 1
using Names = std::vector<Name>;
/// @multipleOf 0.01 @minimum 0
using Price = double;
enum class Color { red, green };
struct Numbers {
  Smaller alias{};               ///< @minimum 10
  std::vector<Smaller> aliases;  ///< @maxItems 3
  Price price{};
  std::optional<Price> best{};  ///< @exclusiveMaximum 0.3
  float tenth{};                ///< @minimum 0.1 @maximum 0.7
  float open{};                 ///< @exclusiveMinimum 0.125 @exclusiveMaximum 0.875
  double tiny{};                ///< @exclusiveMinimum 0 @maximum 1e-3
  std::uint64_t wide{};
  std::int64_t exact{};                 ///< @multipleOf 9007199254740991
  std::int8_t byte{};                   ///< @exclusiveMinimum -128 @exclusiveMaximum 127
  std::uint32_t half = 7;               ///< @multipleOf 7
  std::chrono::duration<float> span{};  ///< @minimum 0
  std::chrono::milliseconds wait = std::chrono::milliseconds(250);  ///< @minimum 0 @multipleOf 10
};
struct Digits {
  BigId big{};
  Debt debt{};
  std::int64_t number{};    ///< @wire string
  std::uint64_t natural{};  ///< @wire string @maximum 18446744073709551614
  std::optional<std::vector<BigId>> bigs{};
  std::array<Debt, 2> debts{};
  vgen::Nullable<BigId> maybe;        ///< @maximum 1000
  vgen::Patch<std::int64_t> patch{};  ///< @wire string @minimum -10 @maximum 10
  std::set<BigId> several = {};
};
struct Keys {
  std::map<Smaller, int> small = {};
  std::map<LowerName, int> lower;  ///< @minProperties 1
  std::map<std::int64_t, int> wide = {};
  std::map<std::uint8_t, int> bytes = {};  ///< @maxProperties 2
  std::unordered_map<Color, Name> colors = {};
  std::map<Name, std::map<Small, Price>> nested = {};
};
struct Texts {
  LowerName lower;                  ///< @maxLength 3
  Names names;                      ///< @maxItems 4
  std::set<ShortName> set = {};     ///< @minItems 0
  std::optional<Name> pattern{};    ///< @pattern ^\p{Lu}\w*$
  vgen::Patch<std::string> note{};  ///< @maxLength 3
  std::filesystem::path file;       ///< @minLength 1 @pattern ^[^ ]*$
  std::vector<std::byte> data;      ///< @maxLength 8
  std::array<std::byte, 4> four{};
  std::optional<std::array<std::byte, 3>> three{};
  std::string email;                 ///< @format email @maxLength 20
  vgen::Nullable<std::string> host;  ///< @format hostname
  std::optional<std::string> v6{};   ///< @format ipv6
};
struct Times {
  std::chrono::sys_seconds seconds{};
  std::chrono::sys_time<std::chrono::milliseconds> millis{};
  std::chrono::sys_time<std::chrono::microseconds> micros{};
  std::chrono::system_clock::time_point nanos{};
  std::chrono::sys_days day{};
  std::optional<std::chrono::year_month_day> other{};
  std::vector<std::chrono::sys_days> several;  ///< @uniqueItems
  std::set<std::chrono::sys_seconds> set = {};
};
struct Others {
  boost::uuids::uuid id{};
  std::set<boost::uuids::uuid> ids = {};
  std::monostate nothing;
  nlohmann::json anything;
  std::optional<nlohmann::json> something{};
  int grid[2][3]{};
  std::vector<double> unique;                ///< @uniqueItems
  std::vector<std::filesystem::path> files;  ///< @uniqueItems
};
vgen::APIFunctionSessionless<Numbers, Numbers, Services> f0;
vgen::APIFunctionSessionless<Digits, Digits, Services> f1;
vgen::APIFunctionSessionless<Keys, Keys, Services> f2;
vgen::APIFunctionSessionless<Texts, Texts, Services> f3;
vgen::APIFunctionSessionless<Times, Times, Services> f4;
vgen::APIFunctionSessionless<Others, Others, Services> f5;
vgen::APIFunctionSessionless<BigId, BigId, Services> f6;
vgen::APIFunctionSessionless<std::map<Smaller, Names>, std::map<Smaller, Names>, Services> f7;
vgen::APIFunctionSessionless<Price, Price, Services> f8;
inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/f0", .func = f0},
    {.method = vgen::Method::post, .path = "/f1", .func = f1},
    {.method = vgen::Method::post, .path = "/f2", .func = f2},
    {.method = vgen::Method::post, .path = "/f3", .func = f3},
    {.method = vgen::Method::post, .path = "/f4", .func = f4},
    {.method = vgen::Method::post, .path = "/f5", .func = f5},
    {.method = vgen::Method::post, .path = "/f6", .func = f6},
    {.method = vgen::Method::post, .path = "/f7", .func = f7},
    {.method = vgen::Method::post, .path = "/f8", .func = f8},
};
}  // namespace limits
