#pragma once

#include "include/prelude.hpp"

namespace todo {

namespace api {
struct BTodo {};
APIFunctionSessionless<BTodo, void> first;
namespace b {
struct Todo {};
APIFunctionSessionless<Todo, void> second;
}  // namespace b
namespace c {
struct Todo {};
APIFunctionSessionless<Todo, void> third;
}  // namespace c
inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/first", .func = first},
    {.method = Method::post, .path = "/second", .func = b::second},
    {.method = Method::post, .path = "/third", .func = c::third},
};
}  // namespace api

}  // namespace todo
