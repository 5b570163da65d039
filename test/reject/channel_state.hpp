#pragma once

#include "include/prelude.hpp"

#include <string_view>

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;
template <class In, class Out = void>
using ChannelMessage = vgen::ChannelMessage<In, Out, Services, Session>;
template <class Out = void, class Opening = void>
using ChannelConnection = vgen::ChannelConnection<Out, Opening, Services, Session>;
template <class Out = void>
using ChannelDisconnection = vgen::ChannelDisconnection<Out, Services, Session>;

struct Place {
  std::string_view city;
};
struct Viewer {
  std::vector<Place> places;
  /// @writeOnly
  std::string secret;
};
struct Unreadable {
  void* handle;
};
struct Cursor {
  std::string name;
};
using CursorAlias = Cursor;

inline constexpr vgen::ChannelRoute number{.name = "number",
                                           .path = "/number",
                                           .routes = {{.value = "get", .func = get_todo}},
                                           .state = vgen::state<int>};
inline constexpr vgen::ChannelRoute view{.name = "view",
                                         .path = "/view",
                                         .routes = {{.value = "get", .func = get_todo}},
                                         .state = vgen::state<Viewer>};
inline constexpr vgen::ChannelRoute pointer{.name = "pointer",
                                            .path = "/pointer",
                                            .routes = {{.value = "get", .func = get_todo}},
                                            .state = vgen::state<Unreadable>};
inline constexpr vgen::ChannelRoute good{.name = "good",
                                         .path = "/good",
                                         .routes = {{.value = "get", .func = get_todo}},
                                         .state = vgen::state<CursorAlias>};

}  // namespace todo
