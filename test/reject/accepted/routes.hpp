#pragma once

#include "../include/prelude.hpp"

#include <array>
#include <string_view>

namespace todo {

APIFunctionSessionless<GetTodo, Todo> a;
APIFunctionSessionless<GetTodo, Todo> b;
APIFunctionSessionless<GetTodo, Todo> c;
APIFunctionSessionless<GetTodo, Todo> d;
APIFunctionSessionless<GetTodo, Todo> e;
APIFunctionSessionless<GetTodo, Todo> f;
APIFunctionSessionless<GetTodo, Todo> g;
APIFunctionSessionless<GetTodo, Todo> h;
[[deprecated("use a")]] APIFunctionSessionless<GetTodo, Todo> old;

inline constexpr char array[] = "/a/{id}";
inline constexpr std::string_view view = "/b/{id}";
inline constexpr const char* pointer = "/c/{id}";
struct Paths {
  static constexpr char d[] = "/d/{id}";
  static constexpr auto e = "/e/{id}";
};

inline constexpr std::array one{vgen::HttpRoute{.path = array, .func = a}};
inline constexpr std::array<vgen::HttpRoute, 2> two = {
    {{.path = view, .func = b}, {.path = pointer, .func = c}}};
inline constexpr std::array<vgen::HttpRoute, 2> three{
    vgen::HttpRoute{.path = Paths::d, .func = d}, vgen::HttpRoute{.path = Paths::e, .func = e}};
inline constexpr auto four =
    std::to_array<vgen::HttpRoute>({{.path = "/f/{id}", .func = f}});
inline constexpr std::array<vgen::HttpRoute, 1> five = {{{.path = "/g/{id}", .func = g}}};
inline constexpr auto six = vgen::HttpRoute{.path = "/h/{id}", .func = h};
const vgen::HttpRoute seven{.path = "/old/{id}", .func = old};

/// A place that vgen does not read matters only where a function has no route.
inline bool has_path(const vgen::HttpRoute& searched) {
  for (const vgen::HttpRoute& route : one) {
    if (route.path.text == searched.path.text) return true;
  }
  return false;
}

}  // namespace todo
