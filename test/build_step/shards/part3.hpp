#pragma once

#include <vgen/api.hpp>

#include <string>

namespace wide {

struct Services;

struct Thing3 {
  std::string name;
  int size{};
};

vgen::APIFunctionSessionless<Thing3, Thing3, Services> keep3;

inline constexpr vgen::HttpRoute http3[] = {
    {.method = vgen::Method::post, .path = "/things3", .func = keep3}};

}  // namespace wide
