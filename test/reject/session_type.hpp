#pragma once

#include <vgen/api.hpp>

#include <string>

namespace todo {

struct Services;
struct Session;  // defined elsewhere

vgen::APIFunction<void, std::string, Services, Session> hello;

inline constexpr vgen::HttpRoute http[] = {{.path = "/hello", .func = hello}};

inline constexpr vgen::Security security{.schemes = {vgen::api_key("X-Key"), vgen::bearer_jwt()}};

}  // namespace todo
