#pragma once

#include <vgen/api.hpp>

#include <string>

namespace wide {

struct Services;

struct Thing2 {
  std::string name;
  int size{};
};

vgen::APIFunctionSessionless<Thing2, Thing2, Services> keep2;

inline constexpr vgen::HttpRoute http2[] = {
    {.method = vgen::Method::post, .path = "/things2", .func = keep2}};

}  // namespace wide
