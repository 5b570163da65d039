/// An API with schedules of every kind, and functions that block.
#pragma once

#include <vgen/api.hpp>

#include <cstdint>
#include <string>

namespace jobs {

struct Services;

template <class R = void>
using ScheduledTask = vgen::ScheduledTask<R, Services>;
template <class In, class Out>
using APIFunctionSessionless = vgen::APIFunctionSessionless<In, Out, Services>;

/// Around everything.
vgen::Task<void> around(vgen::Call& call, vgen::Next& next);

/// Removes what is old.
ScheduledTask<> purge;
/// Writes the report of a day.
ScheduledTask<vgen::Task<void>> report;
/// Also for clients.
APIFunctionSessionless<void, void> refresh;

inline constexpr vgen::Global global{.middleware = {around}};

inline constexpr vgen::Schedule jobs[] = {
    {.name = "purge", .cron = "0 3 * * *", .func = purge, .zone = "Europe/Berlin"},
    {.name = "report",
     .cron = "30 */15 8-18 1,15 jan-mar MON-Fri",
     .func = report,
     .overlap = vgen::Overlap::queue,
     .timeout = 60'000},
    {.name = "refresh", .cron = "* * * * *", .func = refresh},
    {.name = "refresh_on_sunday", .cron = "0 12 * * sun", .func = refresh},
};

struct Ask {
  std::string name{};  ///< @maxLength 20
};
struct Answer {
  std::string name{};
};
struct Refused {
  static constexpr int status = 409;
  std::string name{};
};

/// Blocks its thread for some names.
APIFunctionSessionless<Ask, vgen::Result<Answer, Refused>> ask;
/// Blocks its thread, and answers by itself.
APIFunctionSessionless<Ask, std::string> redirect;

inline constexpr vgen::HttpRoute http[] = {
    {.method = vgen::Method::post, .path = "/refresh", .func = refresh},
    {.method = vgen::Method::post, .path = "/ask", .func = ask, .blocking = true},
    {.method = vgen::Method::post, .path = "/ask-on-loop", .func = ask, .name = "ask_on_loop"},
    {.method = vgen::Method::post,
     .path = "/hurry",
     .func = ask,
     .name = "hurry",
     .timeout = 100,
     .blocking = true},
    {.method = vgen::Method::post, .path = "/redirect", .func = redirect, .blocking = true},
};
inline constexpr vgen::RpcRoute rpc[] = {{.name = "ask", .func = ask, .blocking = true}};
inline constexpr vgen::ChannelRoute live{
    .name = "live",
    .path = "/live",
    .routes = {{.value = "ask", .func = ask, .blocking = true},
               {.value = "askOnLoop", .func = ask}}};

}  // namespace jobs
