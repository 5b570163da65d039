#pragma once

#include <vgen/api.hpp>

#include <string>

namespace plugin {

struct Services;

struct Greet {
  std::string name;
};

vgen::APIFunctionSessionless<Greet, vgen::Task<std::string>, Services> greet;

inline constexpr vgen::HttpRoute http{
    .method = vgen::Method::get, .path = "/greetings/{name}", .func = greet};

}  // namespace plugin
