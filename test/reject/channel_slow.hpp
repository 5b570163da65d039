#pragma once

#include <vgen/api.hpp>

namespace ticker {

struct Services;
struct Session {};
struct Price {
  double value{};
};

vgen::ChannelMessage<Price, void, Services, Session> quote;

inline constexpr vgen::ChannelRoute live{
    .name = "live",
    .path = "/live",
    .routes = {{.value = "quote", .func = quote}},
    .slow = static_cast<vgen::Slow>(7)};

}  // namespace ticker
