#pragma once

#include "include/prelude.hpp"

#include <vgen/types.hpp>

#include <map>
#include <variant>

namespace todo {

struct Page {
  vgen::File scan{};
};
struct Album {
  std::map<std::string, vgen::File> pictures;
  std::vector<Page> pages;
  vgen::File cover{};  ///< @pattern ^a
};
struct Answer {
  vgen::File file{};
};
struct Said {
  vgen::File voice{};
};

APIFunctionSessionless<Album, Todo> create_album;
APIFunctionSessionless<GetTodo, vgen::File> get_picture;
APIFunctionSessionless<GetTodo, Answer> get_answer;
APIFunctionSessionless<vgen::File, Todo> put_picture;
APIFunctionSessionless<std::variant<vgen::File, std::string>, Todo> put_either;
APIFunctionSessionless<Said, Todo> say;
APIFunctionSessionless<Said, Todo> find_said;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/albums", .func = create_album},
    {.path = "/pictures/{id}", .func = get_picture},
    {.path = "/answers/{id}", .func = get_answer},
    {.method = Method::put, .path = "/picture", .func = put_picture},
    {.method = Method::put, .path = "/either", .func = put_either},
    {.path = "/said", .func = find_said},
};
inline constexpr vgen::RpcRoute rpc[] = {{.name = "say", .func = say}};

}  // namespace todo
