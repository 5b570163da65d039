#pragma once

#include "include/prelude.hpp"

#include <array>
#include <cstddef>

namespace todo {

struct Note {
  std::string name;
  std::string text;
};
struct Digest {
  std::array<std::byte, 4> digest{};
};
struct Data {
  std::vector<std::byte> data;  ///< @maxLength 8
};

APIFunctionSessionless<GetTodo, Todo> get_todo;
APIFunctionSessionless<GetTodo, void> delete_todo;
APIFunctionSessionless<Note, void> put_note;
APIFunctionSessionless<Digest, void> put_digest;
APIFunctionSessionless<Data, void> put_data;
APIFunctionSessionless<std::string, void> say;
vgen::APISubscriptionSessionless<GetTodo, Todo, Services> watch_todo;

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/a/{id}", .func = get_todo, .name = "a", .body_types = {"text/plain"}},
    {.path = "/b/{id}", .func = get_todo, .name = "b", .answer_types = {"text/plain"}},
    {.path = "/c/{id}", .func = watch_todo, .answer_types = {"text/plain"}},
    {.method = Method::put, .path = "/d", .func = put_note, .name = "d", .body_types = {"text/plain"}},
    {.method = Method::put, .path = "/e", .func = put_note, .name = "e", .form = true, .body_types = {"text/plain"}},
    {.method = Method::put, .path = "/f", .func = put_digest, .body = &Digest::digest, .body_types = {"image/*"}},
    {.method = Method::put, .path = "/g", .func = put_data, .body = &Data::data, .body_types = {"image/*"}},
    {.method = Method::put,
     .path = "/h",
     .func = say,
     .body_types = {"text", "text/plain", "text/plain", "text/", "*/plain", "text/*;q=1", "text/a, text/b"}},
    {.path = "/i/{id}", .func = delete_todo, .status = 204, .answer_types = {"text/plain"}},
};

}  // namespace todo
