/// An API with permissions and middleware, of every kind and at every place.
#pragma once

#include <vgen/api.hpp>

#include <string>

namespace calls {

struct Services;
/// The letters that it holds are allowed.
struct Session {
  std::string rights{};
};

template <class In, class Out>
using APIFunction = vgen::APIFunction<In, Out, Services, Session>;
template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;
template <class In, class Out = void>
using ChannelMessage = vgen::ChannelMessage<In, Out, Services, Session>;
template <class Out = void, class Opening = void>
using ChannelConnection = vgen::ChannelConnection<Out, Opening, Services, Session>;

struct Ask {
  std::string rights{};  ///< The letters that the input allows. @maxLength 5
};
struct EnterRoom {
  std::string room{};
};

bool may_a(Services& services, const Session& session);
vgen::Task<bool> may_b(Services& services, const Session& session);
bool may_c(Services& services, const Session& session) noexcept;
bool may_x(Services& services, const Ask& in, const Session& session);
vgen::Task<bool> may_y(Services& services, const Ask& in, const Session& session);
bool may_enter(Services& services, const EnterRoom& in, const Session& session);

/// Around everything.
vgen::Task<void> outermost(vgen::Call& call, vgen::Next& next);
vgen::Task<void> of_group(vgen::Call& call, vgen::Next& next);
vgen::Task<void> of_route(vgen::Call& call, vgen::Next& next);

/// Answers its input.
APIFunction<Ask, Ask> ask;
/// The same as a coroutine.
APIFunction<Ask, vgen::Task<Ask>> ask_later;
/// Everybody may call it.
APIFunctionSessionless<void, std::string> hello;
/// Needs a session only because its route says so.
APIFunctionSessionless<void, std::string> secret;
ChannelConnection<void, EnterRoom> on_connect;
ChannelMessage<Ask, Ask> on_message;

inline constexpr vgen::Global global{.middleware = {outermost}};

inline constexpr vgen::HttpRoute http[] = {
    {.path = "/hello", .func = hello, .middleware = {of_route}},
    {.path = "/secret", .func = secret, .auth = true, .permissions = {{may_a}}},
    {.path = "/a", .func = ask, .name = "ask_a", .permissions = {{may_a}}},
    {.path = "/ab", .func = ask_later, .name = "ask_ab", .permissions = {{may_a, may_b}}},
    {.path = "/ab-c", .func = ask, .name = "ask_ab_c", .permissions = {{may_a, may_b}, {may_c}}},
    {.path = "/ax-c", .func = ask, .name = "ask_ax_c", .permissions = {{may_a, may_x}, {may_c}}},
    {.path = "/x-ay",
     .func = ask_later,
     .name = "ask_x_ay",
     .permissions = {{may_x}, {may_a, may_y}}},
};

inline constexpr vgen::HttpGroup grouped{
    .prefix = "/grouped",
    .permissions = {{may_a}},
    .middleware = {of_group},
    .routes = {{.path = "/a_b-x",
                .func = ask,
                .name = "ask_a_and_b_x",
                .permissions = {{may_b}, {may_x}},
                .middleware = {of_route}}}};

inline constexpr vgen::ChannelRoute live{
    .name = "live",
    .path = "/live/{room}",
    .auth = true,
    .permissions = {{may_enter}},
    .middleware = {of_group},
    .on_connect = on_connect,
    .on_message = on_message,
    .routes = {{.value = "a", .func = ask, .permissions = {{may_a}}},
               {.value = "ab", .func = ask_later, .permissions = {{may_a, may_b}}},
               {.value = "abOrC", .func = ask, .permissions = {{may_a, may_b}, {may_c}}},
               {.value = "axOrC", .func = ask, .permissions = {{may_a, may_x}, {may_c}}},
               {.value = "xOrAy", .func = ask_later, .permissions = {{may_x}, {may_a, may_y}}}}};

/// Without a handler for its opening.
inline constexpr vgen::ChannelRoute guarded{.name = "guarded",
                                            .path = "/guarded",
                                            .auth = true,
                                            .permissions = {{may_a}},
                                            .on_message = on_message};

}  // namespace calls
