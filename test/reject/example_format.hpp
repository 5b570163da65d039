#pragma once

#include "include/prelude.hpp"

#include <chrono>
#include <cstddef>

namespace todo {

struct CreateTodo {
  std::string email;     ///< @format email @example .@.
  std::string uri;       ///< @format uri @example x:[
  std::string uuid;      ///< @format uuid @example 0123
  std::string date;      ///< @format date @example 2026-02-31
  std::string moment;    ///< @format date-time @example 2026-01-01T24:00:00Z
  std::string time;      ///< @format time @example 12:00:60Z
  std::string ipv4;      ///< @format ipv4 @example 192.0.02.1
  std::string ipv6;      ///< @format ipv6 @example :::::::::
  std::string hostname;  ///< @format hostname @example a..b
  std::chrono::year_month_day day;                     ///< @example 2026-02-31
  std::chrono::sys_days start;                         ///< @example 2026-02-29
  std::chrono::sys_seconds second;                     ///< @example 2026-01-01T00:00:00.5Z
  std::chrono::sys_time<std::chrono::nanoseconds> far; ///< @example 2300-01-01T00:00:00Z
  std::vector<std::byte> bytes;                        ///< @example aGVsbG9=
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
