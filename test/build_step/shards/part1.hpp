#pragma once

#include <vgen/api.hpp>

#include <string>

namespace wide {

struct Services;

struct Thing1 {
  std::string name;
  int size{};
};

vgen::APIFunctionSessionless<Thing1, Thing1, Services> keep1;

inline constexpr vgen::HttpRoute http1[] = {
    {.method = vgen::Method::post, .path = "/things1", .func = keep1}};

}  // namespace wide
