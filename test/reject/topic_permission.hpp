#pragma once

#include "include/prelude.hpp"

#include <variant>

namespace todo {

APIFunctionSessionless<GetTodo, Todo> get_todo;
inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::get, .path = "/todos/{id}", .func = get_todo},
};

template <class In, class Out = void>
using ChannelMessage = vgen::ChannelMessage<In, Out, Services, Session>;
ChannelMessage<Todo> on_message;
inline constexpr vgen::Topic<Todo, std::string, int> a{.name = "a/{label}/{number}"};

int number(Services&, const std::string&, const int&, const Session&);
bool no_session(Services&, const std::string&, const int&);
bool fewer(Services&, const std::string&, const Session&);
bool other_type(Services&, const std::string&, const std::string&, const Session&);
bool other_order(Services&, const int&, const std::string&, const Session&);
bool more(Services&, const std::string&, const int&, const Session&, int);
bool other_services(Session&, const std::string&, const int&, const Session&);
bool by_value(Services&, std::string, int, const Session&);
vgen::Task<int> task(Services&, const std::string&, const int&, const Session&);
vgen::Task<bool> good(Services&, const std::string&, const int&, const Session&);

inline constexpr vgen::ChannelRoute c1{.name = "c1", .path = "/c1", .on_message = on_message,
                                       .topics = {{.topic = a, .permission = number}}};
inline constexpr vgen::ChannelRoute c2{.name = "c2", .path = "/c2", .on_message = on_message,
                                       .topics = {{.topic = a, .permission = no_session}}};
inline constexpr vgen::ChannelRoute c3{.name = "c3", .path = "/c3", .on_message = on_message,
                                       .topics = {{.topic = a, .permission = fewer}}};
inline constexpr vgen::ChannelRoute c4{.name = "c4", .path = "/c4", .on_message = on_message,
                                       .topics = {{.topic = a, .permission = other_type}}};
inline constexpr vgen::ChannelRoute c5{.name = "c5", .path = "/c5", .on_message = on_message,
                                       .topics = {{.topic = a, .permission = other_order}}};
inline constexpr vgen::ChannelRoute c6{.name = "c6", .path = "/c6", .on_message = on_message,
                                       .topics = {{.topic = a, .permission = more}}};
inline constexpr vgen::ChannelRoute c7{.name = "c7", .path = "/c7", .on_message = on_message,
                                       .topics = {{.topic = a, .permission = other_services}}};
inline constexpr vgen::ChannelRoute c8{.name = "c8", .path = "/c8", .on_message = on_message,
                                       .topics = {{.topic = a, .permission = by_value}}};
inline constexpr vgen::ChannelRoute c9{.name = "c9", .path = "/c9", .on_message = on_message,
                                       .topics = {{.topic = a, .permission = task}}};
inline constexpr vgen::ChannelRoute c10{.name = "c10", .path = "/c10", .on_message = on_message,
                                        .topics = {{.topic = a, .permission = good}}};
inline constexpr vgen::ChannelRoute c11{.name = "c11", .path = "/c11", .on_message = on_message,
                                        .topics = {{.topic = a, .permission = get_todo}}};

}  // namespace todo
