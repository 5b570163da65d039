#pragma once

#include <vgen/api.hpp>

#include <string>

namespace wide {

struct Services;

struct Thing4 {
  std::string name;
  int size{};
};

vgen::APIFunctionSessionless<Thing4, Thing4, Services> keep4;

inline constexpr vgen::HttpRoute http4[] = {
    {.method = vgen::Method::post, .path = "/things4", .func = keep4}};

}  // namespace wide
