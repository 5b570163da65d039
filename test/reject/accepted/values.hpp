#pragma once

#include "../include/prelude.hpp"

#include <chrono>

namespace todo {

using Wide = std::int64_t;  ///< @wire string

struct CreateTodo {
  std::string email = "\"a b\"@[IPv6:::1]";  ///< @format email
  std::string uri = "urn:a%20b";             ///< @format uri @example https://example.com/?q#f
  std::string date = "2024-02-29";           ///< @format date
  std::string leap = "23:59:60Z";            ///< @format time @example 00:59:60+01:00
  std::string ipv6 = "::ffff:192.0.2.1";     ///< @format ipv6
  std::string hostname = "xn--a.example";    ///< @format hostname

  Wide least = 9007199254740993;               ///< @minimum 9007199254740993
  Wide above = 9007199254740993;               ///< @exclusiveMinimum 9007199254740992
  Wide most = -9007199254740993;               ///< @maximum -9007199254740993
  Wide lowest = INT64_MIN;                     ///< @minimum -9223372036854775808
  std::uint64_t last = 18446744073709551615U;  ///< @wire string @minimum 18446744073709551615
  std::int64_t safe = 9007199254740991;
  double tenth = 0.3;                          ///< @multipleOf 0.1
  double cents = 1e15;                         ///< @multipleOf 0.01

  std::chrono::year_month_day day;             ///< @example 2024-02-29
  std::chrono::sys_seconds second;             ///< @example 2026-01-01T00:00:00.000+23:59
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
