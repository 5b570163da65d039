#pragma once

#include "include/prelude.hpp"

namespace todo {

struct CreateTodo {
  std::string email = ".@.";               ///< @format email
  std::string uri = "x:[";                 ///< @format uri
  std::string uuid = "0123";               ///< @format uuid
  std::string date = "2026-02-31";         ///< @format date
  std::string moment = "2026-01-01T24:00:00Z";  ///< @format date-time
  std::string time = "12:00:60Z";          ///< @format time
  std::string ipv4 = "192.0.02.1";         ///< @format ipv4
  std::string ipv6 = ":::::::::";          ///< @format ipv6
  std::string hostname = "a..b";           ///< @format hostname
};

APIFunctionSessionless<CreateTodo, Todo> create_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
};

}  // namespace todo
