#pragma once

#include "include/prelude.hpp"

#include <string_view>
#include <variant>

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;
inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

struct Address {
  std::string_view city;
};
struct Viewer {
  std::vector<Address> addresses;
};
struct Marked {
  /// @readOnly
  std::string name;
  /// @writeOnly
  std::string secret;
};
struct Unreadable {
  void* handle;
};
struct Member {
  std::string name;
};
using MemberAlias = Member;
inline constexpr vgen::PresenceOf<Member> own{};

inline constexpr vgen::Topic<Todo> text{.name = "a", .presence = vgen::presence<std::string>};
inline constexpr vgen::Topic<Todo> list{.name = "b", .presence = vgen::presence<std::vector<int>>};
inline constexpr vgen::Topic<Todo> view{.name = "c", .presence = vgen::presence<Viewer>};
inline constexpr vgen::Topic<Todo> marked{.name = "d", .presence = vgen::presence<Marked>};
inline constexpr vgen::Topic<Todo> pointer{.name = "e", .presence = vgen::presence<Unreadable>};
inline constexpr vgen::Topic<Todo> none{.name = "f", .presence = {}};
inline constexpr vgen::Topic<Todo> nothing{.name = "g", .presence = vgen::presence<void>};
inline constexpr vgen::Topic<Todo> other{.name = "h", .presence = own};
inline constexpr vgen::Topic<Todo> good{.name = "i", .presence = vgen::presence<MemberAlias>};

}  // namespace todo
