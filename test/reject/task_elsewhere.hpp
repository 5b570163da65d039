#pragma once

#include "include/prelude.hpp"

namespace todo {

vgen::ScheduledTask<void, Services> purge;

inline constexpr vgen::HttpRoute http[] = {
    {.method = Method::post, .path = "/purge", .func = purge},
};
inline constexpr vgen::RpcRoute rpc[] = {{.name = "purge", .func = purge}};
inline constexpr vgen::ChannelRoute live{
    .name = "live", .path = "/live", .routes = {{.value = "purge", .func = purge}}};

}  // namespace todo
