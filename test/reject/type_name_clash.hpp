#pragma once

#include "include/prelude.hpp"

namespace todo {

namespace api {
struct BTodo {};
APIFunctionSessionless<BTodo, void> first;
struct Größe {};
struct Groesse {};
APIFunctionSessionless<Größe, Groesse> fourth;
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
    {.method = Method::post, .path = "/fourth", .func = fourth},
};
}  // namespace api

}  // namespace todo
