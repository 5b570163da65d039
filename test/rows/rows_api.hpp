/// A member for every constraint tag, and for every way to be absent, null or a value.
#pragma once

#include <vgen/api.hpp>
#include <vgen/types.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace rows {

struct Services;

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

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/tagged", .func = echo_tagged},
    {.method = vgen::Method::post, .path = "/digits", .func = echo_digits},
    {.method = vgen::Method::get, .path = "/too-large", .func = too_large},
    {.method = vgen::Method::patch, .path = "/states", .func = look},
    {.method = vgen::Method::post, .path = "/orders", .func = take_order},
    {.method = vgen::Method::post, .path = "/defaults", .func = defaults_of_body},
    {.method = vgen::Method::get, .path = "/defaults", .func = defaults_of_query},
};

}  // namespace rows
