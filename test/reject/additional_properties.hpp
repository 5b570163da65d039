#pragma once

#include "include/prelude.hpp"

#include <vgen/types.hpp>

#include <map>

namespace todo {

struct Base {
  std::map<std::string, int> more;  ///< @additionalProperties
};

struct CreateTodo : Base {
  std::map<std::string, std::string> rest = {{"a", "b"}};  ///< @additionalProperties
};

struct UpdateTodo {
  std::vector<std::string> names;         ///< @additionalProperties
  std::optional<std::map<std::string, int>> numbers{};  ///< @additionalProperties
  std::map<std::int64_t, int> ids;        ///< @additionalProperties
};

struct LabelTodo {
  std::map<std::string, int> rest = {};  ///< @additionalProperties @maxProperties 3
};

struct FindTodo {
  std::string text;
  std::map<std::string, int> rest;  ///< @additionalProperties
};

struct SendPhoto {
  vgen::File photo;
  std::map<std::string, int> rest;  ///< @additionalProperties
};

struct Refused {
  static constexpr int status = 409;
  std::map<std::string, int> reasons;  ///< @additionalProperties
};

APIFunctionSessionless<CreateTodo, vgen::Result<Todo, Refused>> create_todo;
APIFunctionSessionless<UpdateTodo, Todo> update_todo;
APIFunctionSessionless<LabelTodo, Todo> label_todo;
APIFunctionSessionless<FindTodo, Todo> find_todo;
APIFunctionSessionless<FindTodo, Todo> form_todo;
APIFunctionSessionless<SendPhoto, Todo> send_photo;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/todos", .func = create_todo},
    {.method = Method::put, .path = "/todos", .func = update_todo},
    {.method = Method::patch, .path = "/todos", .func = label_todo},
    {.path = "/todos", .func = find_todo},
    {.method = Method::post, .path = "/todos/form", .func = form_todo, .form = true},
    {.method = Method::post, .path = "/photos", .func = send_photo},
};

}  // namespace todo
